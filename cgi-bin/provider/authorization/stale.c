/*
 * stale: the person at the browser came to a page that cannot go on: an old one, one that was
 * answered, one of another browser.  No page is a dead end: it says what is the matter, and where
 * it goes on.
 */
#include <string.h>

#include "provider/authorization/authorization.h"
#include "stale.sql.h"

static const char *const reasons[] = {"request_answered", "request_expired",
    "request_cookie_missing", "csrf_mismatch", "logout_expired"};

static bool
is_stale(const char *reason)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (strcmp(reason, reasons[i]) == 0)
			return true;
	return false;
}

void
refuse_to_person(struct exchange *x)
{
	if (!is_stale(text_of(x, "@reason")))
		refuse_in_page(x);
	else if (establish(x, &sql_stale_cookie) && establish(x, &sql_stale_whose))
		answer_page(
		    x, is_true(x, "@stale_forbidden") ? 403 : 400, "stale.html", &sql_stale_page);
}
