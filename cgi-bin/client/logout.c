/*
 * logout: here at once, whatever happens elsewhere; then the browser tells the provider (OpenID
 * Connect RP-Initiated Logout 1.0), which ends its session and what hangs on it.
 */
#include "client.h"
#include "logout.sql.h"

void
logout_post(struct exchange *x)
{
	if (!session_form(x) || !establish(x, &sql_logout_state) ||
	    !establish(x, &sql_session_leave))
		return;
	cookie_drop(x);
	event_begin(x, "session.end", "browser", "front");
	if (settle(x) && provider_known(x) && named(x, "@end_session_endpoint"))
		answer_redirect(x, &sql_end_session);
	else
		answer_redirect(x, &sql_left);
}
