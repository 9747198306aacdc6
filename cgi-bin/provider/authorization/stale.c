/*
 * stale: the browser came to a page that cannot go on: an old one, one that was answered, one of
 * another browser.  No page is a dead end: it says what is the matter, and where it goes on.
 */
#include "provider/authorization/authorization.h"
#include "stale.sql.h"

bool
stale_page(struct exchange *x, const struct statement *whose)
{
	if (!establish(x, &sql_stale_reason) || !is_true(x, "@is_stale"))
		return false;
	if (establish(x, whose) && establish(x, &sql_stale_cookie) &&
	    establish(x, &sql_stale_client))
		refuse_on_page(x, "provider/stale.html", &sql_stale_page);
	return true;
}
