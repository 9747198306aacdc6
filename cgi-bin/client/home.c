/*
 * home: the start page for whoever is not signed in, and how this program says no to a browser.
 */
#include "client.h"
#include "home.sql.h"

void
home_get(struct exchange *x)
{
	if (session_here(x))
		dashboard(x);
	else if (!refused(x) && establish(x, &sql_visitor_state) && establish(x, &sql_visitor))
		answer_page(x, 200, "client_start.html", &sql_start_page);
}

/* A session that is over is no error page, but an offer to sign in again. */
void
refuse_at_home(struct exchange *x)
{
	if (named(x, "@ended_reason") || establish(x, &sql_login_is_wanted))
		answer_page(x, 401, "client_start.html", &sql_ended_page);
	else
		refuse_in_page(x);
}
