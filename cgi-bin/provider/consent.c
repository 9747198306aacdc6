/*
 * consent: OIDC Core section 3.1.2.4.  Remembered for each client and scope; asked for again when
 * the client wants more, or wants to be sure.
 */
#include "provider.h"
#include "consent.sql.h"

void
consent_get(struct exchange *x)
{
	if (!browser_presented(x) || !request_presented(x) || !session_presented(x))
		return;
	if (!named(x, "@session_id"))
		request_continue(x); /* the session ended meanwhile: back to the sign-in page */
	else if (request_scopes(x) && establish(x, &sql_consent_user) &&
		 establish(x, &sql_consent_csrf))
		answer_page(x, 200, "consent.html", &sql_consent_page);
}

/* The form is this user's: who signed in meanwhile, in another tab, has not read it. */
static bool
form_genuine(struct exchange *x)
{
	if (!establish(x, &sql_consent_csrf) || !establish(x, &sql_consent_csrf_right))
		return false;
	if (!truth_of(x, "@csrf_right"))
		refuse(x, "csrf_mismatch");
	return !refused(x);
}

void
consent_post(struct exchange *x)
{
	if (!browser_presented(x) || !request_presented(x) || !session_presented(x))
		return;
	if (!named(x, "@session_id")) {
		request_continue(x);
	} else if (!form_genuine(x)) {
		return;
	} else if (named(x, ":allow")) {
		establish(x, &sql_consent_remember);
		establish(x, &sql_consent_given);
		request_continue(x);
	} else {
		establish(x, &sql_consent_denied);
		request_deny(x, "access_denied");
	}
}
