/*
 * The inside of an exchange, for the rooms of web/.  Handlers do not include this.
 */
#ifndef WEB_EXCHANGE_ROOM_H
#define WEB_EXCHANGE_ROOM_H

#include "names.h"
#include "reply.h"
#include "route.h"

struct event;
struct fetching;
struct mount;
struct request;
struct store;
struct stores;

/* Who lets those in who ask while an exchange waits for an answer to fetch. */
struct door {
	void (*look)(const struct program *program, struct stores *stores, struct request *next);
	struct request *next; /* what the web server sends next */
};

struct exchange {
	const struct program *program;
	const struct route *route; /* NULL: no endpoint has this path and method */
	struct request *request;   /* borrowed */
	const struct mount *mount; /* borrowed */
	const char *method;        /* see request_method */
	struct stores *stores;     /* borrowed */
	struct store *store;       /* borrowed: one of these */
	struct names names;
	struct reply reply;
	struct event *events, *newest; /* see record.c */
	const char *reason;            /* of the refusal, borrowed from the names; NULL: none */
	bool faulted;
	bool is_busy;   /* the database could not be had in time, and that is the answer */
	long waited_ms; /* for answers to fetch */
	struct fetching *fetching; /* what it waits for beside others, see fetch.c; NULL: nothing */
	const struct door *door;   /* NULL: nobody is let in */
	const struct door *side_door; /* the door of fetch_patiently; NULL: there is none */
};

#endif
