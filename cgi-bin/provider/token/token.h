/*
 * token: the tokens that this server gives, and those that come back.
 */
#ifndef PROVIDER_TOKEN_H
#define PROVIDER_TOKEN_H

#include "web/web.h"

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
 * refresh_token: rt_<id>.<secret>.
 * refresh_token_presented: of @presented_token @refresh_id and @refresh_hash; NULL: it is none.
 * refresh_token_forgotten: one of which there is no row any more was ours, of @forgotten_grant_id.
 * refresh_token_first: the first @refresh_token of @grant_id; NULL when the client may have none.
 * refresh_token_next: @new_refresh_id, what the one behind @generation is called.
 * refresh_token_successor: @refresh_token, called @successor_id, which follows from the presented
 * one.
 * refresh_token_store: the successor has its row.
 */
bool refresh_token_presented(struct exchange *x);
bool refresh_token_forgotten(struct exchange *x);
bool refresh_token_first(struct exchange *x);
bool refresh_token_next(struct exchange *x);
bool refresh_token_successor(struct exchange *x);
bool refresh_token_store(struct exchange *x);

/*
 * access: an access token of ours that comes back.
 * access_read: of @presented_token @access_claims and more; NULL: it is none.
 * access_lives: nothing ended it, and @scope_left is what it still gives.  false: something did;
 * nothing was answered.
 */
bool access_read(struct exchange *x);
bool access_lives(struct exchange *x);

/*
 * hint: an ID token that comes back as :id_token_hint.  @hint_client_id, @hint_user and
 * @hint_session_id are NULL where there is no such token, or it is none of ours; the latter is
 * false, and nothing was answered.
 */
bool hint_read(struct exchange *x);

#endif
