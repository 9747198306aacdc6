/*
 * user: who is there: the browser's session, how often somebody may try, what is known of a user.
 *
 *   @session_id, @subject, @auth_time   who is signed in at this browser, and since when, or NULL
 *   @login_subject, @password_hash      who has just signed in, by which password
 *   @user_claims                        what is known of @subject, a JSON object
 */
#ifndef PROVIDER_USER_H
#define PROVIDER_USER_H

#include "web/web.h"

/* identifier: @new_session_id, @new_code_id and @new_grant_id, for those that begin now. */
bool identifier_new(struct exchange *x);

/*
 * session: who is signed in at this browser.
 * session_split: @cookie_session_id and @cookie_session_hash, what the cookie says.
 * session_presented: @session_id, @subject and @auth_time, by the cookie.
 * session_user: @user_name, what a page calls @subject; @is_administrator.
 * session_begin: the same three for @login_subject, as the session @login_session_id with the
 * cookie @session_cookie and its @session_hash; after session_split.
 * session_used: it has not been idle.
 * session_op_state: @op_state of @session_id, OIDC Session Management.
 * session_forget: this browser has no session any more.
 */
bool session_split(struct exchange *x);
bool session_presented(struct exchange *x);
bool session_user(struct exchange *x);
bool session_begin(struct exchange *x);
void session_used(struct exchange *x);
bool session_op_state(struct exchange *x);
void session_forget(struct exchange *x);

/*
 * throttle: who tries is named by @throttle_pair (a name at a network, tight), @throttle_account
 * and @throttle_network (each alone, wide); NULL does not count.
 * throttle_admits: counts the try, or refuses it for that reason; @wait, how long, in seconds.
 * throttle_forgive: the try was right.
 */
bool throttle_admits(struct exchange *x, const char *reason);
void throttle_forgive(struct exchange *x);

/*
 * csrf: a form comes from a page of ours.
 * csrf_matches: it bears the @csrf of that page.  false: it does not, and nothing was answered.
 * csrf_proved: the same; else it is refused, for that reason.
 */
bool csrf_matches(struct exchange *x);
bool csrf_proved(struct exchange *x, const char *reason);

/*
 * claims: OIDC Core section 5.
 * claims_known: @user_claims, and @claim_scopes: which scope gives which.
 * claims_asked: @claims_beyond: names in @claims that no scope covers.
 */
bool claims_known(struct exchange *x);
bool claims_asked(struct exchange *x);

#endif
