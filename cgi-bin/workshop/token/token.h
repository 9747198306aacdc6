/*
 * token: what a token is, what it says, how it is judged, and where it has been.  What is pasted is
 * read here and kept nowhere, and nobody is asked about it.
 */
#ifndef WORKSHOP_TOKEN_H
#define WORKSHOP_TOKEN_H

#include "web/web.h"

extern const struct route token_routes[];

/* inspector: the pages */
void inspector_get(struct exchange *x);
void inspector_post(struct exchange *x);

/*
 * tamper: @bearer, the text that is read, altered where :tamper says how; @tampered says what was
 * done.  false: it is refused.
 */
bool tamper_applied(struct exchange *x);

/* kind: @kind, and what the record knows of it; @token_…, what it says of itself. */
bool kind_known(struct exchange *x);

/* part: @parts, @claims_shown, @moments, for a page */
void part_shown(struct exchange *x);

/* check: @api_checks with @token_flaw, as the API judges it; @client_checks with @client_flaw */
void check_shown(struct exchange *x);

/* journey: @journey and @holders of the token with @token_fingerprint */
void journey_shown(struct exchange *x);

#endif
