/*
 * step: what is left to do.  Each step looks at the stored request and the session; so the order of pages is nowhere but in
 * request_step.
 */
#include <string.h>

#include "provider/authorization/authorization.h"
#include "step.sql.h"

enum { REQUEST_SECONDS = 86400 }; /* the longest; the row decides */

/* Its step leads to a page of ours: from there the browser has to find it again. */
static void
request_page(struct exchange *x)
{
	if (!has_value(x, "$request_cookie"))
		cookie_keep_member(x, "request", "@request_id", "@request_secret", REQUEST_SECONDS);
	answer_redirect(x, &sql_request_page);
}

void
request_resume(struct exchange *x)
{
	cookie_keep_member(x, "request", "@request_id", "@request_secret", REQUEST_SECONDS);
	answer_redirect(x, &sql_request_resume);
}

const char *
request_step(struct exchange *x)
{
	return establish(x, &sql_request_step) ? text_of(x, "@step") : "";
}

void
request_deny(struct exchange *x)
{
	if (establish(x, &sql_request_denied))
		request_refuse(x);
}

/* A form that comes twice gets the first one's answer; after another answer it comes too late. */
void
request_refuse(struct exchange *x)
{
	if (establish(x, &sql_request_refused))
		refuse(x, text_of(x, "@step"));
	else
		refuse(x, "request_answered");
}

void
request_take_step(struct exchange *x, const char *step)
{
	if (strcmp(step, "answer") == 0)
		code_issue(x);
	else if (strcmp(step, "login") == 0 || strcmp(step, "consent") == 0)
		request_page(x);
	else if (*step != '\0')
		request_refuse(x);
}

void
request_continue(struct exchange *x)
{
	request_take_step(x, request_step(x));
}
