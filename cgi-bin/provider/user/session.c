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
	return !refused(x);
}

void
session_used(struct exchange *x)
{
	establish(x, &sql_session_used);
}
