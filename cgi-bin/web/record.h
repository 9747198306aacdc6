/*
 * record: what an exchange leaves in the flow record: one event for the request, of its route's
 * kind, and further ones for what the program sends on, each with the tokens that it saw.  What an
 * event says beyond that, the protocol's statements take from the @names, as they are at the end.
 */
#ifndef WEB_RECORD_H
#define WEB_RECORD_H

#include "exchange.h"

/* A further event, for what this program sends on. */
void record_event(struct exchange *x, const char *kind, const char *actor_to);

/* Adds tokens to the newest event: one for each row of the statement. */
void record_token(struct exchange *x, const struct statement *tokens);

/* Whether the exchange leaves a record, and a line in the log; the record. */
bool record_is_kept(struct exchange *x);
void record_write(struct exchange *x);

#endif
