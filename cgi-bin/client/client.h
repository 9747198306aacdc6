/*
 * client: what its rooms offer each other.
 */
#ifndef CLIENT_CLIENT_H
#define CLIENT_CLIENT_H

#include "web/web.h"

/* home: the start page */
void home_get(struct exchange *x);
refusal refuse_at_home;

/* dashboard: of whoever is signed in */
void dashboard(struct exchange *x);
void call_post(struct exchange *x);

/* reveal: the tokens, in the workshop's profile only */
void reveal_get(struct exchange *x);

/* login: to the provider */
void login_get(struct exchange *x);

/* callback: and back */
void callback_get(struct exchange *x);
void callback_post(struct exchange *x);

/* logout: here, and at the provider */
void logout_post(struct exchange *x);

/* proxy: the browser's scripts call the API through here */
void proxy(struct exchange *x);

/* provider: what the authorization server publishes; @authorization_server is its issuer */
bool provider_known(
    struct exchange *x); /* @token_endpoint and its kin; false: it does not answer */
bool provider_metadata(struct exchange *x); /* the same; false: it is refused */
bool provider_keys(struct exchange
	*x); /* @jwks, with the key @id_token_kid if there is one; false: it is refused */
bool tokens_received(struct exchange *x); /* @token_status and @token_body hold @access_token, …;
					     false: @detail has other words */
bool provider_failed(struct exchange *x); /* false: it gave no answer, and that is refused */
bool provider_probed(
    struct exchange *x); /* before it is asked: whoever was silent is asked by one; settles */

/* session: who is signed in at this browser */
bool session_here(struct exchange *x);   /* @session_id, @sub, … of a live one; false: none */
bool session_wanted(struct exchange *x); /* the same; false: it is refused */
bool form_genuine(struct exchange *x);   /* it came from our page, in this browser */
bool session_form(
    struct exchange *x); /* and the form's csrf is this browser's; false: it is refused */

/*
 * id_token: @id_token is judged.  `expected` gives @nonce_expected (NULL: there need be none),
 * @sub_expected (NULL: anybody); @nonce_hash is known by then.  Gives @id_token_flaw, the reason
 * why it is refused; or NULL, @id_token_claims and @id_token_sub.  false: it could not be judged,
 * and that is refused.
 */
bool id_token_judged(struct exchange *x, const struct statement *expected);

/* token: an access token that can be used now */
bool token_renewed(
    struct exchange *x); /* @renewed_token: another one than @kept_token; false: it is refused */

/* call: one request to the API, @call_method @call_path @call_json; with another token, if the
 * first is refused */
bool call_made(struct exchange *x); /* @call_status, @call_body; false: it is refused */

#endif
