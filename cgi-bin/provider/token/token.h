/*
 * token: the tokens that this server gives, and those that come back.
 */
#ifndef PROVIDER_TOKEN_H
#define PROVIDER_TOKEN_H

#include "web/serve.h"

extern const struct route token_routes[];

/* ---- endpoints ---- */
void userinfo(struct exchange *x);
void introspect_post(struct exchange *x);
void revoke_post(struct exchange *x);

/* RFC 6750 section 3. */
refusal refuse_with_challenge;

/* issue: what a grant gives, RFC 6749 section 5.1. */
void tokens_issue(struct exchange *x);

/*
 * access: an access token of ours that comes back.
 * access_read: of @presented_token @access_claims and more; NULL: it is none.
 * access_lives: nothing ended it, and @scope_left is what it still gives.  false: something did; nothing was answered.
 */
bool access_read(struct exchange *x);
bool access_lives(struct exchange *x);

/* hint: an ID token that comes back.  @hint_client_id, @hint_user, @hint_session_id.  false: it is none of ours; nothing was answered. */
bool hint_read(struct exchange *x);

#endif
