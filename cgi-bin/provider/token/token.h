/*
 * token: the tokens that this server gives, and those that come back.
 *
 * What is given says what the grant has established:
 *   @grant_id, @subject, @session_id   the grant, whose it is, and the login that it came from
 *   @auth_time                         when that was
 *   @token_scope, @audience            what the access token is good for, and at which API
 *   @claims, @claims_beyond            the parameter claims, and its names that no scope covers
 *   @nonce                             of the request that the code answers, or NULL
 *   @refresh_token                     the one that goes with it, or NULL
 *   @dpop_jkt                          the key that it is bound to, or NULL (proof_read)
 * What comes back is @presented_token:
 *   @refresh_id, @refresh_hash         of a refresh token its id, and the hash of its secret
 *   @access_claims, @access_error      of an access token what it says, or why it is none
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

/*
 * issue: the answer of the token endpoint, RFC 6749 section 5.1.
 * tokens_issue_first: the first one of @grant_id, whose code was just redeemed.
 */
void tokens_issue(struct exchange *x);
void tokens_issue_first(struct exchange *x);

/*
 * refresh_token: rt_<id>.<secret>.
 * refresh_token_presented: @presented_token, by :refresh_token or :token; @refresh_id and
 * @refresh_hash, NULL where it is no refresh token.
 * refresh_token_forgotten: there is no row of it, but it was ours, of @forgotten_grant_id.
 * refresh_token_first: the @refresh_token of a new grant; NULL when the client may have none.
 * refresh_token_next: @new_refresh_id, the id that follows @generation.
 * refresh_token_successor: the @refresh_token behind the presented one, whose id is @successor_id.
 * refresh_token_store: the row of @successor_id.
 */
bool refresh_token_presented(struct exchange *x);
bool refresh_token_forgotten(struct exchange *x);
bool refresh_token_first(struct exchange *x);
bool refresh_token_next(struct exchange *x);
bool refresh_token_successor(struct exchange *x);
bool refresh_token_store(struct exchange *x);

/*
 * access: an access token of ours that comes back.
 * access_read: @access_claims, @access_error and what they say one by one.
 * access_lives: nothing ended it, and @scope_left is what it still gives.  false: something did;
 * nothing was answered.
 */
bool access_read(struct exchange *x);
bool access_lives(struct exchange *x);

/*
 * opaque: an access token that says nothing.
 * opaque_given: @given_token, which the client gets: @access_token, or another in its place.
 * opaque_read: @opaque_claims, what @presented_token stands for; NULL: it speaks for itself.
 */
bool opaque_given(struct exchange *x);
bool opaque_read(struct exchange *x);

/*
 * proof: a DPoP proof, RFC 9449.
 * proof_read: @dpop_jkt, the key that its sender has; NULL: there is no proof.  false: there is a
 * bad one, or one without our nonce, and that was refused.
 * proof_bound: an access token whose @cnf names a key comes with a proof of it.
 * proof_spend: no other request shows the same.  false: one did, and it was refused.
 * proof_return: what was refused has decided nothing by it, and it may come again.
 */
bool proof_read(struct exchange *x);
bool proof_bound(struct exchange *x);
bool proof_spend(struct exchange *x);
void proof_return(struct exchange *x);

/*
 * hint: an ID token that comes back as :id_token_hint.  @hint_client_id, and the @hint_user and
 * @hint_sid that this client was told, are NULL where there is no such token, or it is none of
 * ours; the latter is false, and nothing was answered.
 */
bool hint_read(struct exchange *x);

#endif
