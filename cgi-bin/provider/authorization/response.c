/*
 * response: the answer to the client, with a code or with an error.  RFC 6749 sections 4.1.2 and 4.1.2.1.
 */
#include <string.h>

#include "provider/authorization/authorization.h"
#include "response.sql.h"

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
