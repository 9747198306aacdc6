/*
 * The endpoints of grant/.
 */
#include "provider/grant/grant.h"

const struct route grant_routes[] = {
    /* clang-format off */
	/* RFC 6749 section 3.2 */
	{ .methods = "POST", .path = "/token", .kind = "token.request", .handler = token_post, .cross_origin = true },
	{ .path = NULL },
    /* clang-format on */
};
