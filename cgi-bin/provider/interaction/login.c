/*
 * login: who is there?  OIDC Core section 3.1.2.3.  The same time and the same words for a wrong
 * password and for a user who does not exist.
 */
#include <string.h>

#include "provider/authorization/authorization.h"
#include "provider/interaction/interaction.h"
#include "provider/user/user.h"
#include "login.sql.h"

static bool
login_form(struct exchange *x)
{
	return request_scopes(x) && request_redirect_host(x) && request_client(x) &&
	       establish(x, &sql_login_form);
}

/* A user who signed in meanwhile, in another tab, need not do so again: on with the request. */
void
login_get(struct exchange *x)
{
	const char *step;

	if (!request_presented(x) || !session_presented(x))
		return;
	if (is_true(x, "@answered"))
		refuse(x, "request_answered");
	if (refused(x))
		return;
	step = step_next(x);
	if (strcmp(step, "login") != 0)
		step_take(x, step);
	else if (login_form(x))
		answer_page(x, 200, "provider/login.html", &sql_login_page);
}

static bool
password_right(struct exchange *x)
{
	if (!establish(x, &sql_login_name) || !cookie_find(x, "account", "@account") ||
	    !establish(x, &sql_login_user) || !establish(x, &sql_login_browser) ||
	    !establish(x, &sql_login_throttle) || !throttle_admits(x, "login_throttled") ||
	    !establish(x, &sql_login_verify))
		return false;
	if (!is_true(x, "@login_right"))
		refuse(x, "login_failed");
	else if (is_true(x, "@login_suspended"))
		refuse(x, "login_suspended");
	else
		throttle_forgive(x);
	return !refused(x);
}

/* Into the session of this user here, or into a new one. */
static bool
session_begun(struct exchange *x)
{
	if (!session_split(x) || !identifier_new(x))
		return false;
	if (!establish(x, &sql_login_of_request))
		refuse(x, "request_answered");
	return !refused(x) && establish(x, &sql_login_secret) && session_begin(x);
}

/* From now on this browser is known to the account: strangers' guesses do not keep it waiting. */
static void
signed_in(struct exchange *x)
{
	cookie_keep_member(x, "account", "@account", "@browser_cookie", COOKIE_LONGEST);
	step_continue(x);
}

void
login_post(struct exchange *x)
{
	if (!request_posted(x))
		return;
	if (has_value(x, ":cancel"))
		step_deny(x);
	else if (password_right(x) && session_begun(x))
		signed_in(x);
	else
		refuse(x, "login_failed"); /* another password or a suspension came in between */
}

/* What the sign-in page says itself; any other reason ends the request. */
void
refuse_login(struct exchange *x)
{
	if (!establish(x, &sql_login_refused))
		return;
	if (!is_true(x, "@said_on_page"))
		refuse_to_client(x);
	else if (login_form(x))
		refuse_on_page(x, "provider/login.html", &sql_login_page_again);
}
