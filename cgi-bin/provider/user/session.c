/*
 * session: the browser and whoever is signed in there.  Its cookie is renewed at each login, so
 * that one planted before is worth nothing after.
 */
#include "provider/user/user.h"
#include "session.sql.h"

/*
 * How long browsers may keep the cookie: the longest that they would (RFC 6265bis section 5.5).
 * When a session ends, its row decides.
 */
enum { COOKIE_SECONDS = 400 * 86400 };

bool
session_presented(struct exchange *x)
{
	if (!establish(x, &sql_session_cookie))
		return false;
	record_token(x, &sql_session_seen);
	return establish(x, &sql_session_presented);
}

bool
session_user(struct exchange *x)
{
	return establish(x, &sql_session_user);
}

/* The session is stored; whoever was signed in here before is not any more. */
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

/*
 * The secret is derived from the request that the login was for, and from its cookie: a form that
 * comes twice, or twice at once, gets the same session and the same cookie.
 */
bool
session_begin(struct exchange *x)
{
	if (!establish(x, &sql_session_new) || !establish(x, &sql_session_cookie))
		return false;
	if (!establish(x, &sql_session_of_request))
		refuse(x, "request_answered");
	if (refused(x) || !establish(x, &sql_session_secret) ||
	    (!establish(x, &sql_session_again) && !session_store(x)))
		return false;
	cookie_keep(x, "@session_cookie", COOKIE_SECONDS);
	return !refused(x);
}

void
session_used(struct exchange *x)
{
	establish(x, &sql_session_used);
}
