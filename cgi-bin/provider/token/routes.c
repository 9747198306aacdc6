/*
 * The endpoints of token/.
 */
#include "provider/party/party.h"
#include "provider/token/token.h"

/* RFC 7009 section 2.1, RFC 7662 section 2.1. */
static const struct parameter token_parameters[] = {
    {.name = "token", .longest = 16384},
    {.name = "token_type_hint", .longest = 100},
    {.others = client_parameters},
    {.name = NULL},
};

const struct route token_routes[] = {
    /* clang-format off */
	/* OIDC Core section 5.3 */
	{ .methods = "GET, HEAD", .path = "/userinfo", .kind = "userinfo.request", .handler = userinfo, .refused = refuse_with_challenge, .cross_origin = true },
	{ .methods = "POST", .path = "/userinfo", .kind = "userinfo.request", .handler = userinfo, .refused = refuse_with_challenge, .cross_origin = true },
	/* RFC 7662 section 2 */
	{ .methods = "POST", .path = "/introspect", .kind = "token.introspect", .handler = introspect_post, .parameters = token_parameters },
	/* RFC 7009 section 2 */
	{ .methods = "POST", .path = "/revoke", .kind = "token.revoke", .handler = revoke_post, .parameters = token_parameters, .cross_origin = true },
	{ .path = NULL },
    /* clang-format on */
};
