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
	else if (request_scopes(x) && establish(x, &sql_consent_user))
		answer_page(x, 200, "consent.html", &sql_consent_page);
}

void
consent_post(struct exchange *x)
{
	if (!browser_presented(x) || !request_posted(x) || !session_presented(x))
		return;
	if (!named(x, ":allow")) {
		establish(x, &sql_consent_denied);
		request_deny(x, "access_denied");
		return;
	}
	if (named(x, "@session_id")) {
		establish(x, &sql_consent_remember);
		establish(x, &sql_consent_given);
	}
	request_continue(x);
}
