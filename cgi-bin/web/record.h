/*
 * record: what an exchange leaves in the flow record.
 *
 * Each exchange records one event for the request, of its route's kind.  The events take client_id,
 * grant_id, session_id and subject from the @names of these names, if they are established by the
 * end; the first takes detail (JSON) as well.
 */
#ifndef WEB_RECORD_H
#define WEB_RECORD_H

#include "exchange.h"

/* A further event, for what this program sends on. */
void record_event(struct exchange *x, const char *kind, const char *actor_to);

/*
 * Adds tokens to the newest event: one for each row of a statement with columns role type
 * fingerprint place alg typ kid iss aud scope iat exp verdict (those that are there).
 */
void record_token(struct exchange *x, const struct statement *tokens);

/* Whether the exchange leaves a record, and a line in the log; the record. */
bool record_is_kept(struct exchange *x);
void record_write(struct exchange *x);

#endif
