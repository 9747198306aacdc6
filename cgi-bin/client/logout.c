/*
 * logout: here at once, whatever happens elsewhere.  Then the browser tells the provider (OpenID
 * Connect RP-Initiated Logout 1.0), which ends its own session and the tokens of it.
 */
#include "client/client.h"
#include "logout.sql.h"

/* false: there is no session, and none was left by this form. */
static bool
session_left(struct exchange *x)
{
	if (!session_here(x))
		return establish(x, &sql_logout_session_left);
	if (!establish(x, &sql_logout_session_leave))
		return false;
	record_event(x, "session.end", "browser");
	return true;
}

/* A double click sends the form twice and the browser drops the first answer: both are the same. */
void
logout_post(struct exchange *x)
{
	if (!form_genuine(x) || !establish(x, &sql_logout_state))
		return;
	if (!session_left(x)) {
		refuse(x, "session_missing");
		return;
	}
	cookie_drop(x);
	if (commit(x) && provider_known(x) && has_value(x, "@end_session_endpoint"))
		answer_redirect(x, &sql_logout_end_session);
	else
		answer_redirect(x, &sql_logout_left);
}
