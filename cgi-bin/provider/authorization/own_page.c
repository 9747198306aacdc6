/*
 * own_page: a page of this server for somebody who is signed in: their account, a device's code,
 * the administrator's desk.  Who is not signs in first, by a request without a client, and comes
 * back.
 */
#include "provider/authorization/authorization.h"
#include "provider/user/user.h"
#include "own_page.sql.h"

static void
sign_in_first(struct exchange *x)
{
	if (request_new(x) && establish(x, &sql_own_page_store))
		step_continue(x);
}

bool
own_page(struct exchange *x, const struct statement *page)
{
	if (!session_presented(x) || !establish(x, page) || !establish(x, &sql_own_page_fresh))
		return false;
	if (is_true(x, "@own_page_fresh"))
		return establish(x, &sql_own_page_key) && establish(x, &sql_own_page_csrf);
	sign_in_first(x);
	return false;
}

/* The form is this session's. */
bool
own_page_posted(struct exchange *x, const struct statement *page)
{
	return own_page(x, page) && csrf_proved(x, "csrf_mismatch");
}
