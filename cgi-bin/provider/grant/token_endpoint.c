/*
 * token_endpoint: RFC 6749 section 3.2.  First the client, then its key (RFC 9449), then the grant;
 * only then is anything spent.
 */
#include <string.h>

#include "provider/grant/grant.h"
#include "provider/party/party.h"
#include "provider/token/token.h"
#include "token_endpoint.sql.h"

typedef void grant_handler(struct exchange *x);

/* The rows of the table grant_type (schema/derived/capability.sql), and no other. */
static const struct {
	const char *grant_type;
	grant_handler *handler;
} grants[] = {
    /* clang-format off */
	{ "authorization_code", grant_authorization_code }, /* RFC 6749 section 4.1.3 */
	{ "client_credentials", grant_client_credentials }, /* RFC 6749 section 4.4.2 */
	{ "refresh_token",      grant_refresh_token },      /* RFC 6749 section 6 */
	{ "urn:ietf:params:oauth:grant-type:device_code", grant_device_code }, /* RFC 8628 section 3.4 */
	{ "urn:ietf:params:oauth:grant-type:token-exchange", grant_exchange }, /* RFC 8693 section 2.1 */
    /* clang-format on */
};

static grant_handler *
find_grant(const char *grant_type)
{
	for (size_t i = 0; i < sizeof grants / sizeof grants[0]; i++)
		if (strcmp(grants[i].grant_type, grant_type) == 0)
			return grants[i].handler;
	return NULL;
}

/* RFC 9449 section 5.2: some clients have no token without a key. */
static bool
proof_sufficient(struct exchange *x)
{
	if (proof_read(x) && is_true(x, "@dpop_bound_access_tokens") && !has_value(x, "@dpop_jkt"))
		refuse(x, "dpop_missing");
	return !refused(x);
}

/*
 * The client's assertion and its proof are spent with what the grant spends, in one transaction,
 * and with nothing when the grant refuses.
 */
static void
handle_once(struct exchange *x, grant_handler *handler)
{
	if (!assertion_spend(x))
		return;
	if (proof_spend(x)) {
		handler(x);
		proof_return(x);
	}
	if (has_value(x, "$reason"))
		assertion_return(x);
}

void
token_post(struct exchange *x)
{
	grant_handler *handler = NULL;

	if (!client_proven(x) || !proof_sufficient(x))
		return;
	if (has_value(x, ":grant_type"))
		handler = find_grant(text_of(x, ":grant_type"));
	if (handler == NULL)
		refuse_because(x, &sql_token_endpoint_why);
	else if (!is_true(x, "@grant_allowed"))
		refuse(x, "grant_forbidden");
	else
		handle_once(x, handler);
}
