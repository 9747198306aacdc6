/*
 * request: an authorization request, stored until it is answered.  It belongs to one browser by a
 * cookie of its own: two tabs at once are two requests, and neither depends on whose cookie came
 * last.
 */
#include "web/list.h"
#include "provider/authorization/authorization.h"
#include "provider/user/user.h"
#include "request.sql.h"

enum { REQUEST_SECONDS = 86400 }; /* the longest; the row decides */

bool
request_new(struct exchange *x)
{
	return establish(x, &sql_request_new);
}

bool
request_insert(struct exchange *x)
{
	return establish(x, &sql_request_insert);
}

void
request_keep_cookie(struct exchange *x)
{
	cookie_keep_member(x, "request", "@request_id", "@request_secret", REQUEST_SECONDS);
}

/* A trusted client hears of it, as long as its address is its own; else the user alone does. */
static void
request_fall(struct exchange *x)
{
	establish(x, &sql_request_falls);
	refuse(x, text_of(x, "@request_flaw"));
}

bool
request_presented(struct exchange *x)
{
	if (!cookie_find(x, "request", ":request") || !establish(x, &sql_request_cookie))
		return false;
	if (!establish(x, &sql_request_presented))
		refuse_because(x, &sql_request_why);
	else if (has_value(x, "@request_flaw"))
		request_fall(x);
	return !refused(x) && establish(x, &sql_request_csrf);
}

/*
 * The token in the form is derived from the request that it is for, and from its cookie.  Origin is
 * not asked: our own Referrer-Policy makes it null.
 */
bool
request_posted(struct exchange *x)
{
	return request_presented(x) && csrf_proved(x, "csrf_mismatch");
}

bool
request_scopes(struct exchange *x)
{
	return establish_list(x, "scopes", &sql_request_scopes);
}

bool
request_client(struct exchange *x)
{
	return establish_list(x, "request_client", &sql_request_client) &&
	       establish(x, &sql_request_face);
}

bool
request_redirect_host(struct exchange *x)
{
	return establish(x, &sql_request_redirect_host);
}
