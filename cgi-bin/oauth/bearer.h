/*
 * bearer: an access token in the Authorization header, and what is said where one is missing.
 */
#ifndef OAUTH_BEARER_H
#define OAUTH_BEARER_H

#include "web/exchange.h"

/*
 * @bearer, the token of RFC 6750 section 2.1 or of RFC 9449 section 7.1; NULL: there is none.
 * false: a fault.
 */
bool bearer_read(struct exchange *x);

/*
 * The challenge of a refusal, RFC 6750 section 3, and its @challenge_status.  The statement gives
 * challenge_attributes, what the endpoint adds (scope, max_age, resource_metadata), and
 * challenge_dpop, whether it takes bound tokens; no row: another token would not help.
 */
void bearer_challenge(struct exchange *x, const struct statement *attributes);

#endif
