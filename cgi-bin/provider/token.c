/*
 * token: RFC 6749 section 3.2.  First the client, then the grant; only then is anything spent.
 */
#include <string.h>

#include "provider.h"
#include "token.sql.h"

static const struct {
	const char *grant_type;
	void (*handler)(struct exchange *x);
} grants[] = {
    /* clang-format off */
	{ "authorization_code", grant_authorization_code }, /* section 4.1.3 */
	{ "client_credentials", grant_client_credentials }, /* section 4.4.2 */
	{ "refresh_token",      grant_refresh_token },      /* section 6 */
    /* clang-format on */
};

void
token_post(struct exchange *x)
{
	const char *grant_type = text_of(x, ":grant_type");

	if (!client_authenticated(x))
		return;
	for (size_t i = 0; grant_type != NULL && i < sizeof grants / sizeof grants[0]; i++) {
		if (strcmp(grants[i].grant_type, grant_type) != 0)
			continue;
		if (truth_of(x, "@grant_allowed"))
			grants[i].handler(x);
		else
			refuse(x, "grant_forbidden");
		return;
	}
	refuse(x, grant_type == NULL                    ? "grant_missing"
		  : strcmp(grant_type, "password") == 0 ? "grant_password"
							: "grant_unsupported");
}

/* OIDC Core section 5.5: profile claims stand in an ID token only when the request asked for them
 * there. */
static bool
claims_given(struct exchange *x)
{
	if (!named(x, "@claims"))
		return establish(x, &sql_token_claims_none);
	return claims_known(x) && establish(x, &sql_token_claims);
}

void
tokens_issue(struct exchange *x)
{
	if (!establish(x, &sql_token_keys) || !establish(x, &sql_token_access) ||
	    !claims_given(x) || !establish(x, &sql_token_id))
		return;
	event_begin(x, "token.response", "client", "back");
	witness(x, &sql_token_issued);
	answer(x, 200, &sql_token_response);
}
