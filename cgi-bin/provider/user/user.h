/*
 * user: who is there: the browser's session, how often somebody may try, and what is known of a user.
 */
#ifndef PROVIDER_USER_H
#define PROVIDER_USER_H

#include "web/exchange.h"

/*
 * session: whoever is signed in at this browser.
 * session_presented: @session_id, @subject, @auth_time; NULL: nobody is.  session_user: @user_name, what a page calls @subject.
 * session_begin: the same three, for @login_subject, who signed in for this request.  session_used: it has not been idle.
 */
bool session_presented(struct exchange *x);
bool session_user(struct exchange *x);
bool session_begin(struct exchange *x);
void session_used(struct exchange *x);

/*
 * throttle: @throttle_pair (a name at a network, tight), @throttle_account and @throttle_network (each alone, wide) name who
 * tries; NULL: does not count.
 * throttle_admits counts the try, or refuses it for that reason; throttle_forgive: it was right.
 */
bool throttle_admits(struct exchange *x, const char *reason);
void throttle_forgive(struct exchange *x);

/*
 * claims: OIDC Core section 5.
 * claims_known: @user_claims of @subject, and @claim_scopes: which scope gives which.
 * claims_asked: @claims_beyond: names in @claims that no scope covers.
 */
bool claims_known(struct exchange *x);
bool claims_asked(struct exchange *x);

#endif
