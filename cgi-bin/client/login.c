/*
 * login: the browser goes to the provider with a request (OIDC Core 3.1.2.1) whose state, nonce and
 * PKCE challenge (RFC 7636) belong to this one login in this one browser.
 */
#include "client/client.h"
#include "login.sql.h"

enum { LOGIN_SECONDS = 1800 };

void
login_get(struct exchange *x)
{
	if (!establish(x, &sql_login_return_path))
		return;
	if (establish(x, &sql_login_is_for_anybody) && session_here(x)) {
		answer_redirect(x, &sql_login_signed_in_already);
		return;
	}
	if (refused(x))
		return;
	if (!establish(x, &sql_login_app)) {
		refuse(x, "client_app_unknown");
		return;
	}
	if (!provider_metadata(x) || !key_ready(x) || !establish(x, &sql_login_secrets) ||
	    !establish(x, &sql_login_begin))
		return;
	cookie_keep_member(x, "login", "@state", "@browser", LOGIN_SECONDS);
	record_event(x, "authorize.redirect", "browser");
	answer_redirect(x, &sql_login_authorization_request);
}
