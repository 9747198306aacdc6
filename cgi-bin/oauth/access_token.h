/*
 * access_token: an access token as an API judges it, RFC 9068 section 4.
 */
#ifndef OAUTH_ACCESS_TOKEN_H
#define OAUTH_ACCESS_TOKEN_H

#include "web/exchange.h"

/* @token_type, @token_iss, … of @bearer: what it says of itself, for the record. */
bool access_token_read(struct exchange *x);

/*
 * @token_flaw, the reason or NULL; @claims, which are verified; @detail, the ordered steps, for the
 * record.  It needs @resource, @authorization_server, @algs, @jwks, and @keeps_steps: 1 where those
 * of a good token are wanted too.
 */
bool access_token_judge(struct exchange *x);

#endif
