/*
 * The endpoints of token/.
 */
#include "provider/party/party.h"
#include "provider/token/token.h"

/* RFC 7009 section 2.1, RFC 7662 section 2.1. */
static const struct parameter presented_token_parameters[] = {
    {.name = "token", .longest = 16384},
    {.name = "token_type_hint", .longest = 100},
    {.others = client_parameters},
    {.name = NULL},
};

/* RFC 6750 section 2.2; in a query it is refused, section 2.3. */
static const struct parameter userinfo_parameters[] = {
    {.name = "access_token", .longest = 16384},
    {.name = NULL},
};

const struct route token_routes[] = {
    /* OIDC Core section 5.3 */
    {.methods = "GET, HEAD, POST",
	.path = "/userinfo",
	.kind = "userinfo.request",
	.handler = userinfo,
	.refused = refuse_with_challenge,
	.cross_origin = true,
	.metadata = "userinfo_endpoint",
	.parameters = userinfo_parameters},
    /* RFC 7662 section 2 */
    {.methods = "POST",
	.path = "/introspect",
	.kind = "token.introspect",
	.handler = introspect_post,
	.metadata = "introspection_endpoint",
	.parameters = presented_token_parameters},
    /* RFC 7009 section 2 */
    {.methods = "POST",
	.path = "/revoke",
	.kind = "token.revoke",
	.handler = revoke_post,
	.cross_origin = true,
	.metadata = "revocation_endpoint",
	.parameters = presented_token_parameters},
    {.path = NULL},
};
