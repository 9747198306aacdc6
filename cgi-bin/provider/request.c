/*
 * request: an interaction, from the authorization request to its answer.  Each step looks at the
 * stored request and the session, and says what is left to do; so the order of pages is nowhere but
 * in request_step.
 */
#include <string.h>

#include "web/gather.h"
#include "provider.h"
#include "request.sql.h"

bool
request_presented(struct exchange *x)
{
	if (!establish(x, &sql_request_presented))
		refuse_because(x, &sql_request_why);
	return !refused(x) && establish(x, &sql_request_key) && establish(x, &sql_request_csrf);
}

/*
 * The token in the form is derived from the request that it is for, and that belongs to this
 * browser.  Origin is not asked: our own Referrer-Policy makes it null.
 */
bool
request_posted(struct exchange *x)
{
	if (!establish(x, &sql_request_key) || !establish(x, &sql_request_csrf) ||
	    !establish(x, &sql_request_csrf_right))
		return false;
	if (!truth_of(x, "@csrf_right"))
		refuse(x, "csrf_mismatch");
	else if (!establish(x, &sql_request_presented))
		refuse_because(x, &sql_request_why);
	return !refused(x);
}

bool
request_scopes(struct exchange *x)
{
	return gather(x, "scopes", &sql_request_scopes);
}

bool
request_close(struct exchange *x)
{
	if (!establish(x, &sql_request_close))
		refuse(x, "request_answered");
	return !refused(x);
}

void
request_deny(struct exchange *x, const char *reason)
{
	if (request_close(x))
		refuse(x, reason);
}

void
request_continue(struct exchange *x)
{
	const char *step;

	if (!establish(x, &sql_request_step))
		return;
	step = text_of(x, "@step");
	if (strcmp(step, "answer") == 0)
		code_issue(x);
	else if (strcmp(step, "login") == 0 || strcmp(step, "consent") == 0)
		answer_redirect(x, &sql_request_page);
	else
		request_deny(x, step);
}

void
request_answer(struct exchange *x)
{
	if (strcmp(text_of(x, "@answer_mode"), "form_post") == 0)
		answer_page(x, 200, "form_post.html", &sql_answer_form);
	else
		answer_redirect(x, &sql_answer_redirect);
}

/* Of the one, the client has heard already; the other is not for the client to hear. */
static bool
is_for_the_client(struct exchange *x)
{
	const char *reason = text_of(x, "@reason");

	return named(x, "@answer_uri") && strcmp(reason, "request_answered") != 0 &&
	       strcmp(reason, "csrf_mismatch") != 0;
}

/*
 * RFC 6749 section 4.1.2.1: only to a redirect_uri that is registered.  RFC 9700 section 4.11.2: by
 * itself only for a client that an administrator trusts, or with whom the user has to do; else the
 * person at the browser decides.
 */
void
refuse_to_client(struct exchange *x)
{
	if (!is_for_the_client(x)) {
		refuse_in_page(x);
	} else if (establish(x, &sql_answer_error)) {
		if (!truth_of(x, "@answer_allowed")) {
			answer_page(x, 400, "error.html", &sql_answer_refused_page);
			return;
		}
		event_begin(x, "authorize.response", "browser", "front");
		request_answer(x);
	}
}
