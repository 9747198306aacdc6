/*
 * consent: OIDC Core section 3.1.2.4.  Remembered for each client and scope; asked for again when
 * the client wants more, or wants to be sure.
 */
#include "provider/authorization/authorization.h"
#include "provider/interaction/interaction.h"
#include "provider/user/user.h"
#include "consent.sql.h"

/* Who may say yes or no.  Else, as when the session has ended, it is on with the request. */
static bool
consent_presented(struct exchange *x)
{
	if (!request_presented(x) || !session_presented(x))
		return false;
	if (has_value(x, "@session_id") && has_value(x, "@client_id"))
		return establish(x, &sql_consent_csrf);
	step_continue(x);
	return false;
}

void
consent_get(struct exchange *x)
{
	if (!consent_presented(x))
		return;
	if (is_true(x, "@answered"))
		refuse(x, "request_answered");
	else if (request_scopes(x) && request_redirect_host(x) && request_client(x) &&
		 session_user(x))
		answer_page(x, 200, "provider/consent.html", &sql_consent_page);
}

/* The form is this user's: somebody who signed in meanwhile, in another tab, has not read it. */
static bool
form_genuine(struct exchange *x)
{
	if (establish(x, &sql_consent_csrf_right) && !is_true(x, "@csrf_right"))
		refuse(x, "csrf_mismatch");
	return !refused(x);
}

/* The same form again, when the request has its answer, gets its code again. */
static void
consent_allow(struct exchange *x)
{
	if (!establish(x, &sql_consent_given)) {
		code_issue(x);
		return;
	}
	establish(x, &sql_consent_remember);
	step_continue(x);
}

void
consent_post(struct exchange *x)
{
	if (!consent_presented(x) || !form_genuine(x))
		return;
	if (has_value(x, ":allow")) {
		consent_allow(x);
	} else if (has_value(x, ":switch")) {
		step_switch(x);
	} else {
		establish(x, &sql_consent_denied);
		step_deny(x);
	}
}
