/*
 * request: an interaction, from the authorization request to its answer.  Each step looks at the
 * stored request and the session, and says what is left to do; so the order of pages is nowhere but
 * in request_step.  It is its browser's by a cookie of its own: two tabs at once are two
 * interactions, and none depends on whose cookie came last.
 */
#include <string.h>

#include "web/list.h"
#include "provider/provider.h"
#include "request.sql.h"

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

bool
request_presented(struct exchange *x)
{
	if (!cookie_find(x, "request", ":request") || !establish(x, &sql_request_cookie))
		return false;
	if (!establish(x, &sql_request_presented))
		refuse_because(x, &sql_request_why);
	return !refused(x) && establish(x, &sql_request_key) && establish(x, &sql_request_csrf);
}

/*
 * The token in the form is derived from the request that it is for, and from its cookie.  Origin is
 * not asked: our own Referrer-Policy makes it null.
 */
bool
request_posted(struct exchange *x)
{
	if (!request_presented(x) || !establish(x, &sql_request_csrf_right))
		return false;
	if (!is_true(x, "@csrf_right"))
		refuse(x, "csrf_mismatch");
	return !refused(x);
}

bool
request_scopes(struct exchange *x)
{
	return establish_list(x, "scopes", &sql_request_scopes);
}

bool
request_place(struct exchange *x)
{
	return establish(x, &sql_request_place);
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

void
request_answer(struct exchange *x)
{
	if (strcmp(text_of(x, "@answer_mode"), "form_post") == 0)
		answer_page(x, 200, "form_post.html", &sql_answer_form);
	else
		answer_redirect(x, &sql_answer_redirect);
}

/* What the person at the browser has to know, and the client has not. */
static bool
is_for_the_person(const char *reason)
{
	static const char *const reasons[] = {"busy", "csrf_mismatch", "request_answered"};

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (strcmp(reason, reasons[i]) == 0)
			return true;
	return false;
}

/*
 * RFC 6749 section 4.1.2.1: only to a redirect_uri that is registered.  RFC 9700 section 4.11.2: by
 * itself only for a client that an administrator trusts, or with whom the user has to do; else the
 * person at the browser decides.
 */
void
refuse_to_client(struct exchange *x)
{
	if (!has_value(x, "@answer_uri") || is_for_the_person(text_of(x, "@reason"))) {
		refuse_to_person(x);
	} else if (establish(x, &sql_answer_error)) {
		if (!is_true(x, "@answer_allowed")) {
			if (request_place(x))
				answer_page(x, 400, "error.html", &sql_answer_refused_page);
			return;
		}
		record_event(x, "authorize.response", "browser", "front");
		request_answer(x);
	}
}
