/*
 * dashboard: who the user is, what the API says, how long each thing lives.  It works without a
 * script.
 */
#include "web/fetch/fetch.h"
#include "client/client.h"
#include "dashboard.sql.h"

static void
dashboard_page(struct exchange *x)
{
	if (!establish(x, &sql_dashboard_claims) || !establish(x, &sql_dashboard_bars) ||
	    !establish(x, &sql_dashboard_tokens) || !establish(x, &sql_dashboard_answer))
		return;
	record_event(x, "client.response", "browser");
	answer_page(x, 200, "client/home.html", &sql_dashboard_page);
}

/* While the API was asked, another tab may have signed out. */
static bool
session_lives(struct exchange *x)
{
	if (!establish(x, &sql_dashboard_session))
		refuse(x, "session_over");
	return !refused(x);
}

void
dashboard(struct exchange *x)
{
	if (establish(x, &sql_dashboard_notes_asked) && call_made(x) && session_lives(x) &&
	    establish(x, &sql_dashboard_notes_called))
		dashboard_page(x);
}

/* The buttons: one call to the API, its answer, and the notes as they are afterwards. */
void
call_post(struct exchange *x)
{
	if (!session_form(x))
		return;
	if (!establish(x, &sql_dashboard_call))
		refuse(x, "call_unknown");
	else if (call_made(x) && session_lives(x) &&
		 fetch(x, "list", &sql_dashboard_list_request) &&
		 establish(x, &sql_dashboard_notes_listed))
		dashboard_page(x);
}
