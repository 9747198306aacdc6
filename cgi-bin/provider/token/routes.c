/*
 * The endpoints of token/.
 */
#include "provider/token/token.h"

const struct route token_routes[] = {
    /* clang-format off */
	/* OIDC Core section 5.3 */
	{ .methods = "GET, HEAD", .path = "/userinfo", .kind = "userinfo.request", .handler = userinfo, .refused = refuse_with_challenge },
	{ .methods = "POST", .path = "/userinfo", .kind = "userinfo.request", .handler = userinfo, .refused = refuse_with_challenge },
	/* RFC 7662 section 2 */
	{ .methods = "POST", .path = "/introspect", .kind = "token.introspect", .handler = introspect_post },
	/* RFC 7009 section 2 */
	{ .methods = "POST", .path = "/revoke", .kind = "token.revoke", .handler = revoke_post },
	{ .path = NULL },
    /* clang-format on */
};
