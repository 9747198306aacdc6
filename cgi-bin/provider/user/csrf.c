/*
 * csrf: whether a form came from the page that it seems to come from, RFC 9700 section 4.7.
 */
#include "provider/user/user.h"
#include "csrf.sql.h"

bool
csrf_matches(struct exchange *x)
{
	return establish(x, &sql_csrf_matches) && is_true(x, "@csrf_matches");
}

bool
csrf_proved(struct exchange *x, const char *reason)
{
	if (!csrf_matches(x))
		refuse(x, reason);
	return !refused(x);
}
