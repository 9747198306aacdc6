/*
 * login: the browser goes to the provider with a request (OIDC Core 3.1.2.1) whose state, nonce and
 * PKCE challenge (RFC 7636) belong to this one login in this one browser.
 */
#include "client.h"
#include "login.sql.h"

enum { LOGIN_SECONDS = 1800 };

void
login_get(struct exchange *x)
{
	if (!establish(x, &sql_app_here)) {
		refuse(x, "client_app_unknown");
		return;
	}
	if (!provider_metadata(x) || !establish(x, &sql_browser) ||
	    !establish(x, &sql_login_secrets) || !establish(x, &sql_login_begin))
		return;
	if (truth_of(x, "@browser_is_new"))
		cookie_keep(x, "@browser", LOGIN_SECONDS);
	answer_redirect(x, &sql_authorization_request);
}
