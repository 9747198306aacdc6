/*
 * token: RFC 6749 section 3.2.  First the client, then the grant; only then is anything spent.
 */
#include <string.h>

#include "provider/grant/grant.h"
#include "provider/party/party.h"

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
