/*
 * selftest: is the system set up as it should be?  Each check is a row that compares what was
 * expected with what was found; the SQL beside this file makes them.
 */
#include "workshop/reference/reference.h"
#include "workshop/seat/seat.h"
#include "selftest.sql.h"

enum { COOKIE_SECONDS = 60 };

/* Cookies work if one comes back: set it, and look again, once. */
static bool
cookie_sent_around(struct exchange *x)
{
	if (has_value(x, "$cookie") || has_value(x, ":returned") ||
	    !establish(x, &sql_selftest_cookie))
		return false;
	cookie_keep(x, "@cookie", COOKIE_SECONDS);
	answer_redirect(x, &sql_selftest_again);
	return true;
}

/* Versions, relaxations and inner addresses are for the owner of the database alone. */
void
selftest_get(struct exchange *x)
{
	if (!record_is_public(x) || cookie_sent_around(x))
		return;
	establish(x, &sql_selftest_extension);
	establish(x, &sql_selftest_schema);
	answer_page(x, 200, "workshop/selftest.html", &sql_selftest_page);
}

void
selftest_authorization_get(struct exchange *x)
{
	if (record_is_public(x))
		answer(x, 200, &sql_selftest_authorization);
}
