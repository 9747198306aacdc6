/*
 * logout: OIDC RP-Initiated Logout 1.0.  A bad hint or an unknown return address signs nobody out
 * and redirects nobody; a good hint of this session ends it; in all other cases the user is asked.
 */
#include <string.h>

#include "oauth/error.h"
#include "provider/authorization/authorization.h"
#include "provider/logout/logout.h"
#include "provider/party/party.h"
#include "provider/token/token.h"
#include "provider/user/user.h"
#include "logout.sql.h"

enum { RECEIPT_SECONDS = 86400 }; /* the longest; the row decides */

static bool
hint_accepted(struct exchange *x)
{
	if (!hint_read(x))
		refuse(x, "logout_hint_invalid");
	return !refused(x);
}

static bool
client_recognized(struct exchange *x)
{
	if (!establish(x, &sql_logout_client) && !establish(x, &sql_logout_client_absent))
		refuse(x, "logout_client_unknown");
	return !refused(x);
}

static bool
return_accepted(struct exchange *x)
{
	if (loopback_portless(x) && !establish(x, &sql_logout_return) &&
	    !establish(x, &sql_logout_return_absent))
		refuse(x, has_value(x, "@client_id") ? "post_logout_redirect_uri_unknown"
						     : "logout_client_missing");
	return !refused(x);
}

void
end_session(struct exchange *x)
{
	if (establish(x, &sql_logout_new) && hint_accepted(x) && client_recognized(x) &&
	    return_accepted(x) && establish(x, &sql_logout_store))
		answer_redirect(x, &sql_logout_page_of);
}

/* The stored logout, and the user who is signed in here. */
static bool
logout_presented(struct exchange *x)
{
	if (!session_presented(x))
		return false;
	if (!establish(x, &sql_logout_presented))
		refuse(x, "logout_expired");
	return !refused(x) && cookie_find(x, "logout", "@logout_id") &&
	       establish(x, &sql_logout_csrf) && establish(x, &sql_logout_browser) &&
	       subject_session(x);
}

/* What was stored stays: the form may come twice, and the page may be loaded again. */
static void
return_to_client(struct exchange *x, bool is_chosen)
{
	if (!establish(x, &sql_logout_offered) || !request_redirect_host(x) ||
	    frontchannel_page(x) || refused(x))
		return;
	if (has_value(x, "@post_logout_redirect_uri") &&
	    (is_chosen || is_true(x, "@return_allowed")))
		answer_redirect(x, &sql_logout_return_to);
	else
		answer_page(x, 200, "provider/signed_out.html", &sql_logout_signed_out);
}

static void
session_end(struct exchange *x)
{
	establish(x, &sql_logout_end);
	establish(x, &sql_logout_ended);
	session_forget(x);
	cookie_keep_member(x, "logout", "@logout_id", "@logout_receipt", RECEIPT_SECONDS);
	record_event(x, "session.end", "browser");
	record_token(x, &sql_logout_session);
	answer_redirect(x, &sql_logout_page_of); /* which knows no session any more, and goes on */
}

void
logout_get(struct exchange *x)
{
	const char *step;

	if (!logout_presented(x) || !establish(x, &sql_logout_step))
		return;
	step = text_of(x, "@step");
	if (strcmp(step, "end") == 0)
		session_end(x);
	else if (strcmp(step, "done") == 0)
		return_to_client(x, false);
	else if (session_user(x))
		answer_page(x, 200, "provider/logout.html", &sql_logout_page);
}

/* Where nobody is signed in any more, the form came before, or it is the one that leads on. */
void
logout_post(struct exchange *x)
{
	if (!logout_presented(x))
		return;
	if (!has_value(x, "@session_id"))
		return_to_client(x, csrf_matches(x));
	else if (!csrf_proved(x, "csrf_mismatch"))
		return;
	else if (has_value(x, ":stay"))
		return_to_client(x, false);
	else
		session_end(x);
}

void
refuse_logout(struct exchange *x)
{
	if (!stale_page(x, &sql_logout_whose))
		refuse_in_page(x);
}
