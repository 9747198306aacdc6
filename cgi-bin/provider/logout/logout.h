/*
 * logout: how a session ends, and who hears so: OIDC RP-Initiated Logout 1.0, Back-Channel Logout
 * 1.0, Front-Channel Logout 1.0, Session Management 1.0.
 *
 * It is asked for at /end_session, stored, and done at /logout.  Of the stored logout are these
 * @names:
 *
 *   @logout_id                  the stored logout
 *   @client_id, @client_name    the client that asked for it; NULL: none did
 *   @post_logout_redirect_uri   where the browser goes then: registered for this client, or NULL
 *   @state                      what goes there with it
 *   @hint_sid                   what its hint calls the session that ends without a question
 *   @ended_session_id           the session that it has ended before
 *   @return_allowed             the browser goes there by itself; else the user is offered to go
 */
#ifndef PROVIDER_LOGOUT_H
#define PROVIDER_LOGOUT_H

#include "web/web.h"

extern const struct route logout_routes[];

void end_session(struct exchange *x);
void logout_get(struct exchange *x);
void logout_post(struct exchange *x);

/* What nobody asks for: one client is told of one session; what came of it. */
void backchannel_send(struct exchange *x);
void backchannel_answered(struct exchange *x);

/*
 * frontchannel: the page that frames the clients of @ended_session_id.  false: there are none, or
 * it was shown, and nothing was answered.
 */
bool frontchannel_page(struct exchange *x);

void check_session_get(struct exchange *x);

/* On a page that leads on. */
refusal refuse_logout;

#endif
