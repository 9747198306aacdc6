/*
 * session: the browser and whoever is signed in there.  Its cookie is renewed at each login, so
 * that one planted before is worth nothing after.
 */
#include "provider.h"
#include "session.sql.h"

/*
 * How long browsers may keep the cookie: the longest that they would (RFC 6265bis section 5.5).
 * When a session ends, its row decides.
 */
enum { COOKIE_SECONDS = 400 * 86400 };

bool
browser_presented(struct exchange *x)
{
	return establish(x, &sql_browser_presented);
}

void
browser_keep(struct exchange *x)
{
	if (truth_of(x, "@browser_anonymous"))
		cookie_keep(x, "@browser_cookie", COOKIE_SECONDS);
}

bool
session_presented(struct exchange *x)
{
	witness(x, &sql_session_seen);
	return establish(x, &sql_session_presented);
}

bool
session_begin(struct exchange *x)
{
	if (!establish(x, &sql_session_new))
		return false;
	if (!establish(x, &sql_session_renew)) {
		establish(x, &sql_session_replace);
		if (!establish(x, &sql_session_insert))
			return false;
	}
	establish(x, &sql_session_takes_requests);
	if (!establish(x, &sql_session_cookie))
		return false;
	cookie_keep(x, "@session_cookie", COOKIE_SECONDS);
	event_begin(x, "session.start", "browser", "front");
	witness(x, &sql_session_issued);
	return !refused(x);
}

void
session_used(struct exchange *x)
{
	establish(x, &sql_session_used);
}
