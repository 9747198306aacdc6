/*
 * provider: what the rooms of the authorization server offer each other.  A step that says false
 * has already answered, unless its comment says otherwise.
 */
#ifndef PROVIDER_PROVIDER_H
#define PROVIDER_PROVIDER_H

#include "web/exchange.h"

/* ---- endpoints, by the names of the RFCs ---- */
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

/* ---- how they say no ---- */
refusal refuse_to_client; /* RFC 6749 section 4.1.2.1: by redirect, once the client is known; else
			     by page */
refusal refuse_login;     /* the sign-in page again */
refusal refuse_with_challenge; /* RFC 6750 section 3 */

/* ---- session: the browser and whoever is signed in there ---- */
bool browser_presented(
    struct exchange *x);               /* @browser_id, @browser_hash: of its cookie, or new ones */
void browser_keep(struct exchange *x); /* a new one is told to the browser */
bool session_presented(
    struct exchange *x); /* @session_id, @subject, @auth_time; NULL: nobody is signed in */
bool session_begin(struct exchange *x); /* for @login_subject: the same three */
void session_used(struct exchange *x);  /* @session_id has not been idle */

/* ---- throttle: @throttle_first and @throttle_second name who tries ---- */
bool throttle_admits(
    struct exchange *x, const char *reason); /* counts the try; else refuses for that reason */
void throttle_forgive(struct exchange *x);   /* it was right */

/* ---- client: who asks at the back channel ---- */
bool client_authenticated(struct exchange *x);
bool client_confidential(struct exchange *x); /* authenticated by a secret */

/* ---- scope: what is asked for, RFC 6749 section 3.3 and RFC 8707 ---- */
bool scope_asked(struct exchange *x); /* @scope, @scope_words, @resource_asked, @resources_asked */
bool scope_allowed(struct exchange *x); /* after scope_asked: @resource */

/* ---- hint: an ID token that comes back; false: it is none of ours, and nothing was answered ----
 */
bool hint_read(struct exchange *x); /* @hint_client_id, @hint_user, @hint_session_id */

/* ---- request: an interaction, from the authorization request to its answer ---- */
bool request_presented(struct exchange *x); /* the one that :request names, in its own browser */
bool request_posted(struct exchange *x);    /* the same, from a form of ours */
bool request_scopes(struct exchange *x);    /* @scopes in words */
void request_continue(struct exchange *x);  /* what the user still has to do, or the code */
void request_deny(struct exchange *x, const char *reason);
bool request_close(struct exchange *x);  /* it is answered, once */
void request_answer(struct exchange *x); /* @answer_parameters to the client */

/* ---- grants ---- */
void code_issue(struct exchange *x);
void grant_authorization_code(struct exchange *x);
void grant_refresh_token(struct exchange *x);
void grant_client_credentials(struct exchange *x);
bool refresh_begin(
    struct exchange *x); /* a family's first: @refresh_token, NULL when the client may have none */
void tokens_issue(struct exchange *x); /* RFC 6749 section 5.1 */

/* ---- claims: what is known of @subject, OIDC Core section 5.1 ---- */
bool claims_known(
    struct exchange *x); /* @user_claims, and @claim_scopes: which scope gives which */
bool claims_asked(struct exchange *x); /* @claims_beyond: names in :claims that no scope covers */

/* ---- access: an access token of ours that comes back ---- */
bool access_read(
    struct exchange *x); /* of @presented_token: @access_claims and more; NULL: it is none */
bool access_lives(struct exchange *x); /* nothing ended it; nothing was answered */

#endif
