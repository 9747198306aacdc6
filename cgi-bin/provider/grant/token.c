/*
 * token: RFC 6749 section 3.2.  First the client, then the grant; only then is anything spent.
 */
#include <string.h>

#include "provider/provider.h"
#include "token.sql.h"

static const struct {
	const char *grant_type;
	void (*handler)(struct exchange *x); /* NULL: it does not exist, for this reason */
	const char *reason;
} grants[] = {
    /* clang-format off */
	{ "authorization_code", grant_authorization_code, NULL }, /* section 4.1.3 */
	{ "client_credentials", grant_client_credentials, NULL }, /* section 4.4.2 */
	{ "refresh_token",      grant_refresh_token,      NULL }, /* section 6 */
	{ "password",           NULL, "grant_password" },         /* RFC 9700 section 2.4 */
	{ "implicit",           NULL, "grant_implicit" },         /* RFC 9700 section 2.1.2 */
    /* clang-format on */
};

void
token_post(struct exchange *x)
{
	const char *grant_type = text_of(x, ":grant_type");

	if (!client_authenticated(x))
		return;
	if (grant_type == NULL)
		refuse(x, "grant_missing");
	for (size_t i = 0; !refused(x) && i < sizeof grants / sizeof grants[0]; i++) {
		if (strcmp(grants[i].grant_type, grant_type) != 0)
			continue;
		if (grants[i].handler == NULL)
			refuse(x, grants[i].reason);
		else if (is_true(x, "@grant_allowed"))
			grants[i].handler(x);
		else
			refuse(x, "grant_forbidden");
		return;
	}
	refuse(x, "grant_unsupported");
}

/* OIDC Core section 5.5: profile claims stand in an ID token only when the request asked for them
 * there. */
static bool
claims_given(struct exchange *x)
{
	if (!has_value(x, "@claims"))
		return establish(x, &sql_token_claims_none);
	return claims_known(x) && establish(x, &sql_token_claims);
}

/* Before anything is on disk: without keys nothing shall be spent. */
static bool
keys_ready(struct exchange *x)
{
	if (establish(x, &sql_token_keys) && has_value(x, "@access_key") && has_value(x, "@id_key"))
		return true;
	fault(x, "token_keys: no key may sign");
	return false;
}

/* What was decided is on disk first: an RSA signature takes as long as a write, and shall hold up
 * no other one. */
void
tokens_issue(struct exchange *x)
{
	if (!keys_ready(x) || !commit(x) || !establish(x, &sql_token_access) || !claims_given(x) ||
	    !establish(x, &sql_token_id))
		return;
	record_event(x, "token.response", "client", "back");
	record_token(x, &sql_token_issued);
	answer(x, 200, &sql_token_response);
}
