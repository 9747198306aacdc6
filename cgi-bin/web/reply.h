/*
 * reply: what goes back for a request: a status, headers, a body.
 */
#ifndef WEB_REPLY_H
#define WEB_REPLY_H

#include <stdbool.h>
#include <stddef.h>

struct request;

struct reply {
	int status;       /* 0: nothing was said yet */
	const char *type; /* borrowed; NULL: there is no body */
	char *headers;    /* owned, each line ended by CR LF; NULL: none */
	char *body;       /* owned */
	size_t size;
};

/* The body is copied.  false: no memory is left. */
bool reply_put(struct reply *reply, int status, const char *type, const char *body, size_t size);

/* A text in plain English, instead of whatever was said before; headers are dropped as well. */
void reply_plainly(struct reply *reply, int status, const char *words);

/* Adds one.  false: it would be two lines, or no memory is left. */
bool reply_header(struct reply *reply, const char *name, const char *value);
bool reply_has_header(const struct reply *reply, const char *name);

/* Forgets what was said so far, and wipes it.  reply_clear: but for the headers. */
void reply_clear(struct reply *reply);
void reply_free(struct reply *reply);

/* The answer to the request, with the headers that every answer has. */
void reply_send(const struct reply *reply, struct request *request);

#endif
