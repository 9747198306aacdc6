/*
 * home: the start page of a user who is not signed in, and how this program says no to a browser:
 * what is wrong, and where to go from there.
 */
#include "client/client.h"
#include "home.sql.h"

void
home_get(struct exchange *x)
{
	if (session_here(x))
		dashboard(x);
	else if (!refused(x) && !establish(x, &sql_home_app))
		refuse(x, "client_app_unknown");
	else if (!refused(x) && establish(x, &sql_home_visitor_state) &&
		 establish(x, &sql_home_visitor))
		answer_page(x, 200, "client/start.html", &sql_home_start_page);
}

/* Where a session is over the page is no error, but an offer to sign in again. */
void
refuse_at_home(struct exchange *x)
{
	if (has_value(x, "@ended_reason") || establish(x, &sql_home_login_is_wanted))
		answer_page(x, 401, "client/start.html", &sql_home_ended_page);
	else if (session_cookie(x) && establish(x, &sql_home_onlooker))
		refuse_on_page(x, "client/stopped.html", &sql_home_stopped_page);
}
