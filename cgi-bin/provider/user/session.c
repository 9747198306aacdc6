/*
 * session: who is signed in at this browser.  Its cookie is renewed at each login, so that one
 * planted before is worth nothing after.  When a session ends, its row decides, not the cookie.
 */
#include "provider/user/user.h"
#include "session.sql.h"

bool
session_split(struct exchange *x)
{
	return establish(x, &sql_session_split);
}

bool
session_presented(struct exchange *x)
{
	if (!session_split(x))
		return false;
	record_token(x, &sql_session_seen);
	return establish(x, &sql_session_presented);
}

bool
session_user(struct exchange *x)
{
	return establish(x, &sql_session_user);
}

/* The session is stored; another user who was signed in here is not any more. */
static bool
session_store(struct exchange *x)
{
	if (!establish(x, &sql_session_store))
		return false;
	establish(x, &sql_session_replace);
	record_event(x, "session.start", "browser");
	record_token(x, &sql_session_issued);
	return !refused(x);
}

bool
session_begin(struct exchange *x)
{
	if (!establish(x, &sql_session_again) && !session_store(x))
		return false;
	cookie_keep(x, "@session_cookie", COOKIE_LONGEST);
	if (session_op_state(x))
		cookie_keep_open(x, "op_state", "@op_state", COOKIE_LONGEST);
	return !refused(x);
}

bool
session_op_state(struct exchange *x)
{
	return has_value(x, "@op_state") || establish(x, &sql_session_op_state);
}

void
session_forget(struct exchange *x)
{
	cookie_drop(x);
	cookie_keep_open(x, "op_state", NULL, 0);
}

void
session_used(struct exchange *x)
{
	establish(x, &sql_session_used);
}
