/*
 * logout: OIDC RP-Initiated Logout 1.0.  It is asked at /end_session, stored, and done at /logout.
 *
 * @logout_id, @post_logout_redirect_uri (registered, or NULL), @state and @hint_session_id are of the stored logout.
 */
#ifndef PROVIDER_LOGOUT_H
#define PROVIDER_LOGOUT_H

#include "web/serve.h"

extern const struct route logout_routes[];

void end_session(struct exchange *x);
void logout_get(struct exchange *x);
void logout_post(struct exchange *x);

/* On a page that leads on. */
refusal refuse_logout;

#endif
