/*
 * session: who is signed in at this browser.  One cookie, cs_<id>.<secret>; the secret itself is
 * not kept, but its hash.
 */
#include "client/client.h"
#include "session.sql.h"

bool
session_cookie(struct exchange *x)
{
	return has_value(x, "@cookie_is_read") || establish(x, &sql_session_cookie);
}

bool
session_here(struct exchange *x)
{
	if (!session_cookie(x) || !establish(x, &sql_session_find))
		return false;
	record_token(x, &sql_session_presented);
	return true;
}

bool
session_wanted(struct exchange *x)
{
	if (session_here(x))
		return true;
	refuse(x, "session_missing");
	return false;
}

bool
form_genuine(struct exchange *x)
{
	if (establish(x, &sql_session_form_genuine))
		return true;
	refuse(x, "csrf_mismatch");
	return false;
}

bool
session_form(struct exchange *x)
{
	return form_genuine(x) && session_wanted(x);
}
