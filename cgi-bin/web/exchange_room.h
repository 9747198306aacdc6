/*
 * The inside of an exchange, for the rooms beside it: exchange, answer, record, fetch, serve.
 * Handlers do not include this.
 */
#ifndef WEB_EXCHANGE_ROOM_H
#define WEB_EXCHANGE_ROOM_H

#include "exchange.h"
#include "names.h"
#include "serve.h"

enum { EVENTS = 4, TOKENS = 6 };

/* One event that will be recorded; the first is the request itself. */
struct event {
	const char *kind, *actor_from, *actor_to, *channel;
	char span_id[17], parent_id[17];
	const struct statement *tokens[TOKENS];
	size_t ntokens;
};

struct reply {
	int status; /* 0: not answered yet */
	const char *type;
	char *headers; /* owned, each line ended by CR LF; NULL: none */
	char *body;    /* owned */
	size_t size;
};

struct exchange {
	const struct program *program;
	const char *method;        /* borrowed; see request_method */
	const struct route *route; /* NULL: no endpoint has this path and method */
	struct store *store;
	struct names names;
	struct reply reply;
	struct event events[EVENTS];
	size_t nevents;
	const char *reason; /* of the refusal, borrowed from the names; NULL: none */
	bool faulted;
	bool is_busy;   /* the database could not be had in time, and that is the answer */
	long waited_ms; /* for answers to fetch */
	char *const *environment; /* borrowed from the request */
};

/* The value of a CGI variable: REQUEST_METHOD, HTTP_COOKIE, …; NULL when absent. */
const char *transport_variable(const struct exchange *x, const char *name);

/* Puts the $names of the table in transport.c; false: no memory. */
bool transport_names(struct exchange *x);

/* $cookie, $basic_user and $basic_password, once the settings are known; false: it has answered. */
bool transport_credentials(struct exchange *x);

/* This program's cookie becomes $cookie; false: no memory. */
bool cookie_read(struct exchange *x);

/* Whether the server was asked by a name of its own; false: it has answered. */
bool host_is_ours(struct exchange *x);

/* Each row of a statement is given to `row` as it is, and becomes no @names. */
enum store_result exchange_run(struct exchange *x, const struct statement *statement, void *self,
    bool (*row)(void *self, const struct store_row *row));

/* An @name from C: fetch has them, for what came back over HTTP, and gather, for a list. */
bool exchange_establish_text(struct exchange *x, const char *name, const char *text);
bool exchange_establish_integer(struct exchange *x, const char *name, int64_t integer);

/* commit(), or the same without waiting for the disk. */
bool exchange_commit(struct exchange *x, enum store_haste haste);

/* Rolls back and answers 503, instead of whatever was decided or answered before. */
void refuse_busy(struct exchange *x);

/*
 * Before somebody else is asked: nothing of the database is held meanwhile, and what he is told is
 * on the disk.  False: a transaction is open, or the exchange has answered.
 */
bool exchange_release(struct exchange *x);

/* The beginning and the end of an exchange; between them stands the handler. */
bool exchange_begin(struct exchange *x);
void exchange_end(struct exchange *x);

/* Drops what was answered so far; the headers stay. */
void reply_clear(struct reply *reply);

/* A name for a trace or a span, in `size` - 1 hexadecimal digits; no two are alike. */
void trace_name(char *hex, size_t size);

/* @trace_id and @span_id, once the settings are known; false: no memory. */
bool trace_begin(struct exchange *x);

/* What a request to another server says of itself: the headers traceparent and tracestate. */
enum { TRACE_HEADER = 80 };
bool trace_tell(struct exchange *x, char traceparent[TRACE_HEADER], char tracestate[TRACE_HEADER]);

/* The event of the request; whether it leaves a record and a line in the log; the record. */
void record_begin(struct exchange *x);
bool record_is_kept(struct exchange *x);
void record_write(struct exchange *x);

#endif
