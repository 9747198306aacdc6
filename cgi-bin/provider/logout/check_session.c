/*
 * check_session: OIDC Session Management 1.0.  A page of a client frames this one, and asks it now
 * and then whether its user is still signed in at this browser; its script knows by a cookie.
 */
#include "provider/logout/logout.h"
#include "provider/user/user.h"
#include "check_session.sql.h"

/* Where the session was ended elsewhere, the browser learns it here. */
void
check_session_get(struct exchange *x)
{
	if (!session_presented(x) || !cookie_open_name(x, "op_state") ||
	    !establish(x, &sql_check_session_framed))
		return;
	if (has_value(x, "$cookie") && !has_value(x, "@session_id"))
		session_forget(x);
	answer_page(x, 200, "provider/check_session.html", &sql_check_session_page);
}
