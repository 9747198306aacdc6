/*
 * csrf: a form of these pages comes from one of them, RFC 9700 section 4.7.  Its value is made of
 * the visitor's cookie, which no other site can read; who has none gets one with the form.
 */
#include "workshop/seat/seat.h"
#include "csrf.sql.h"

enum { COOKIE_SECONDS = 86400 };

bool
csrf_offered(struct exchange *x)
{
	if (!establish(x, &sql_csrf_cookie) || !establish(x, &sql_csrf_value))
		return false;
	if (is_true(x, "@csrf_cookie_is_new"))
		cookie_keep(x, "@csrf_cookie", COOKIE_SECONDS);
	return true;
}

bool
csrf_right(struct exchange *x)
{
	if (establish(x, &sql_csrf_right))
		return true;
	refuse(x, "csrf_mismatch");
	return false;
}
