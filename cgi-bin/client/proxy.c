/*
 * proxy: scripts in the browser call the API through this client.  They have no token; that of the
 * session is added here.  Other sites cannot send the header X-CSRF, so they cannot call in the
 * user's name.
 */
#include "web/fetch/fetch.h"
#include "client/client.h"
#include "proxy.sql.h"

/* The record says in whose session it was tried. */
static void
refuse_without_header(struct exchange *x)
{
	session_here(x);
	refuse(x, "csrf_header_missing");
}

static bool
request_proper(struct exchange *x)
{
	if (!establish(x, &sql_proxy_header_present))
		refuse_without_header(x);
	else if (!establish(x, &sql_proxy_call))
		refuse(x, "api_path_invalid");
	return !refused(x);
}

void
proxy(struct exchange *x)
{
	if (!request_proper(x) || !session_wanted(x) || !call_made(x))
		return;
	if (!establish(x, &sql_proxy_answer_unusable)) {
		record_event(x, "client.response", "browser");
		answer(x, fetch_status(x, "call"), &sql_proxy_answer_passed_on);
		return;
	}
	if (fetch_status(x, "call") == 0)
		header(x, "Retry-After", "2");
	refuse(x, text_of(x, "@call_flaw"));
}
