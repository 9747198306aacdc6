/*
 * client: what its rooms offer each other.  A step that says false has answered already, unless it
 * says otherwise.
 */
#ifndef CLIENT_CLIENT_H
#define CLIENT_CLIENT_H

#include "web/web.h"

/* home: the start page, and how this program says no to a browser. */
void home_get(struct exchange *x);
refusal refuse_at_home;

/* dashboard: the page of a user who is signed in. */
void dashboard(struct exchange *x);
void call_post(struct exchange *x);

/* reveal: the tokens, in the profile workshop alone. */
bool reveal_on(struct exchange *x); /* false: it is refused */
void reveal_get(struct exchange *x);

/* injected: a script that is not this program's, in the profile workshop alone. */
void injected_get(struct exchange *x);

/* login: to the provider.  callback: and back. */
void login_get(struct exchange *x);
void callback_get(struct exchange *x);
void callback_post(struct exchange *x);

/* logout: here, and at the provider. */
void logout_post(struct exchange *x);

/* provider_logout: the provider says that a session is over. */
void backchannel_logout_post(struct exchange *x);
void frontchannel_logout_get(struct exchange *x);
refusal refuse_logout_token;

/* proxy: scripts in the browser call the API through it. */
void proxy(struct exchange *x);

/*
 * provider: @authorization_server, by what it publishes and what its token endpoint says.
 * provider_known: @token_endpoint, @authorization_endpoint, …  false: they cannot be had, and
 * nothing is answered.
 * provider_metadata: the same, but refused.
 * provider_keys: @jwks, with the key @id_token_kid if there is one.
 * provider_ready: its token endpoint may be asked now, and how this client authenticates there is
 * established.
 * provider_tokens: what was fetched as "token" gives @access_token, …  false: it says no, or
 * nothing; @detail has it, and nothing is answered.
 * provider_failed: false, always.  It gave no usable answer, and that is refused.
 */
bool provider_known(struct exchange *x);
bool provider_metadata(struct exchange *x);
bool provider_keys(struct exchange *x);
bool provider_ready(struct exchange *x);
bool provider_tokens(struct exchange *x);
bool provider_failed(struct exchange *x);

/*
 * session: who is signed in at this browser.
 * session_cookie: @cookie_id and @cookie_hash, which the browser brings (NULL: none).  false: a
 * fault.
 * session_here: @session_id, @sub, … of a session that is alive.  false: there is none, and nothing
 * is answered.
 * session_wanted: the same, but refused.
 * form_genuine: the form comes from a page of ours, in this browser.
 * session_form: both.
 */
bool session_cookie(struct exchange *x);
bool session_here(struct exchange *x);
bool session_wanted(struct exchange *x);
bool form_genuine(struct exchange *x);
bool session_form(struct exchange *x);

/*
 * id_token: @id_token is judged.  `expected` gives @nonce_expected (NULL: there need be none) and
 * @sub_expected (NULL: any user's); @nonce_hash is known by then.  It gives @id_token_flaw, the
 * reason why it is refused, or NULL, @id_token_claims and @id_token_sub.  false: it could not be
 * judged.
 */
bool id_token_judged(struct exchange *x, const struct statement *expected);

/*
 * userinfo: what the provider says of the user, where client_app.asks_userinfo is 1.
 * userinfo_known: @session_claims, with those of the ID token.  false: it is refused.
 * userinfo_renewed: the session has them anew.  false: they are another user's.
 */
bool userinfo_known(struct exchange *x);
bool userinfo_renewed(struct exchange *x);

/*
 * key: the key that tokens are bound to, RFC 9449.
 * key_ready: @own_jwk of @client_app_id, private; NULL: it wants none.
 * key_nonce_of_provider, key_nonce_of_api: what was fetched last may have told a nonce, and that is
 * kept; commits.  false: that failed, and has answered.
 */
bool key_ready(struct exchange *x);
bool key_nonce_of_provider(struct exchange *x);
bool key_nonce_of_api(struct exchange *x);

/* token: @renewed_token, another one than @kept_token. */
bool token_renewed(struct exchange *x);

/*
 * call: one request to the API, @call_method @call_path @call_json; with another token, if the
 * first is refused.  @call_status, @call_body.
 */
bool call_made(struct exchange *x);

#endif
