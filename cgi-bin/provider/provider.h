/*
 * provider: what the rooms of the authorization server offer each other.  A step that says false
 * has already answered, unless its comment says otherwise.
 */
#ifndef PROVIDER_PROVIDER_H
#define PROVIDER_PROVIDER_H

#include "web/exchange.h"

/* ---- endpoints, by the names of the RFCs ---- */
void start_get(struct exchange *x);
void metadata_get(struct exchange *x);
void jwks_get(struct exchange *x);
void authorize(struct exchange *x);
void continue_get(struct exchange *x);
void login_get(struct exchange *x);
void login_post(struct exchange *x);
void consent_get(struct exchange *x);
void consent_post(struct exchange *x);
void token_post(struct exchange *x);
void userinfo(struct exchange *x);
void introspect_post(struct exchange *x);
void revoke_post(struct exchange *x);
void end_session(struct exchange *x);
void logout_get(struct exchange *x);
void logout_post(struct exchange *x);

/*
 * ---- how they say no ----
 * to_client: by redirect once the client is known, else by page (RFC 6749 section 4.1.2.1);
 * to_person: by a page that leads on;
 * login: the sign-in page again; with_challenge: RFC 6750 section 3.
 */
refusal refuse_to_client;
refusal refuse_to_person;
refusal refuse_login;
refusal refuse_with_challenge;

/*
 * ---- session: whoever is signed in at this browser ----
 * session_presented: @session_id, @subject, @auth_time; NULL: nobody is.  session_begin: the same
 * three, for @login_subject, who signed in for this request.  session_used: it has not been idle.
 */
bool session_presented(struct exchange *x);
bool session_begin(struct exchange *x);
void session_used(struct exchange *x);

/*
 * ---- throttle: @throttle_pair (a name at a network, tight), @throttle_account and
 * @throttle_network (each alone, wide) name who tries; NULL: does not count ----
 * throttle_admits counts the try, or refuses it for that reason; throttle_forgive: it was right.
 */
bool throttle_admits(struct exchange *x, const char *reason);
void throttle_forgive(struct exchange *x);

/* ---- client: who asks at the back channel; confidential: by a secret ---- */
bool client_authenticated(struct exchange *x);
bool client_confidential(struct exchange *x);

/*
 * ---- scope: what is asked for, RFC 6749 section 3.3 and RFC 8707 ----
 * scope_asked: @scope_given, @scope_list, @scope_words, @scope_malformed, @resource_asked,
 * @resources_asked.  scopes_known: @scope_asked, each word once, and what there is of them.
 * scope_allowed: @scope, @scope_of_user, @resource.
 */
bool scope_asked(struct exchange *x);
bool scopes_known(struct exchange *x);
bool scope_allowed(struct exchange *x);

/* ---- loopback: @uri_portless, what an address at the user's own machine is registered as ---- */
bool loopback_portless(struct exchange *x);

/*
 * ---- hint: an ID token that comes back ----
 * @hint_client_id, @hint_user, @hint_session_id.  false: it is none of ours; nothing was answered.
 */
bool hint_read(struct exchange *x);

/*
 * ---- request: an interaction, from the authorization request to its answer ----
 * request_presented: the one that :request names, in its own browser, @answered or not;
 * request_posted: from a form of ours.  request_scopes: @scopes, in words.  request_place: @place,
 * the host that the answer goes to.  request_step: what is left to do; request_take_step: does it,
 * or gives the code; request_continue: both. request_resume: the browser comes back by GET.
 * request_deny: the user said no; request_refuse:
 * @step says why not.  request_answer: @answer_parameters, to the client.
 */
bool request_presented(struct exchange *x);
bool request_posted(struct exchange *x);
bool request_scopes(struct exchange *x);
bool request_place(struct exchange *x);
const char *request_step(struct exchange *x);
void request_take_step(struct exchange *x, const char *step);
void request_continue(struct exchange *x);
void request_resume(struct exchange *x);
void request_deny(struct exchange *x);
void request_refuse(struct exchange *x);
void request_answer(struct exchange *x);

/*
 * ---- grants, and the tokens that they give: RFC 6749 section 5.1 ----
 * refresh_begin: a family's first @refresh_token; NULL when the client may have none.
 * refresh_forgotten: @presented_token, of which there is no row, was ours, of @forgotten_grant_id.
 */
void code_issue(struct exchange *x);
void grant_authorization_code(struct exchange *x);
void grant_refresh_token(struct exchange *x);
void grant_client_credentials(struct exchange *x);
bool refresh_begin(struct exchange *x);
bool refresh_forgotten(struct exchange *x);
void tokens_issue(struct exchange *x);

/*
 * ---- claims: OIDC Core section 5 ----
 * claims_known: @user_claims of @subject, and @claim_scopes: which scope gives which.
 * claims_asked: @claims_beyond: names in :claims that no scope covers.
 */
bool claims_known(struct exchange *x);
bool claims_asked(struct exchange *x);

/*
 * ---- access: an access token of ours that comes back ----
 * access_read: of @presented_token @access_claims and more; NULL: it is none.
 * access_lives: nothing ended it, and @scope_left is what it still gives.  false: something did;
 * nothing was answered.
 */
bool access_read(struct exchange *x);
bool access_lives(struct exchange *x);

#endif
