/*
 * password: whoever is signed in and knows the old password sets a new one.  What was open
 * elsewhere ends: somebody else may have known it.  NIST SP 800-63B section 5.1.1.2.
 */
#include "oauth/error.h"
#include "provider/account/account.h"
#include "provider/authorization/authorization.h"
#include "provider/user/user.h"
#include "password.sql.h"

void
password_get(struct exchange *x)
{
	if (own_page(x, &sql_password_address) && session_user(x))
		answer_page(x, 200, "provider/password.html", &sql_password_page);
}

bool
password_acceptable(struct exchange *x)
{
	if (establish(x, &sql_password_flaw) && has_value(x, "@password_flaw"))
		refuse(x, text_of(x, "@password_flaw"));
	return !refused(x);
}

bool
password_hashed(struct exchange *x)
{
	return commit(x) && establish(x, &sql_password_hash);
}

bool
password_proved(struct exchange *x, const char *wrong)
{
	if (!establish(x, &sql_password_throttle) || !throttle_admits(x, "password_throttled") ||
	    !establish(x, &sql_password_verify))
		return false;
	if (is_true(x, "@password_right"))
		throttle_forgive(x);
	else
		refuse(x, wrong);
	return !refused(x);
}

/* The session that changed it goes on, under another name and with another cookie. */
static void
session_renewed(struct exchange *x)
{
	if (!identifier_new(x) || !establish(x, &sql_password_session))
		return;
	establish(x, &sql_password_keeps_session);
	cookie_keep(x, "@renewed_cookie", COOKIE_LONGEST);
	record_event(x, "session.start", "browser");
	record_token(x, &sql_password_renewed);
}

void
password_post(struct exchange *x)
{
	if (!own_page_posted(x, &sql_password_address) || !establish(x, &sql_password_old) ||
	    !password_acceptable(x) || !password_proved(x, "password_wrong") || !password_hashed(x))
		return;
	if (!establish(x, &sql_password_store)) {
		refuse(x, "password_wrong"); /* it was changed in between */
		return;
	}
	session_renewed(x);
	if (!refused(x))
		answer_page(x, 200, "provider/password_set.html", &sql_password_changed);
}

void
refuse_password(struct exchange *x)
{
	if (stale_page(x, &sql_password_whose) || !establish(x, &sql_password_refused))
		return;
	if (is_true(x, "@said_on_page") && session_user(x))
		refuse_on_page(x, "provider/password.html",
		    has_value(x, "@wait") ? &sql_password_page_waits : &sql_password_page_again);
	else
		refuse_in_page(x);
}
