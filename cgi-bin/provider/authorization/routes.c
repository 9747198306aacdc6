/*
 * The endpoints of authorization/.
 */
#include "provider/authorization/authorization.h"

const struct route authorization_routes[] = {
    /* clang-format off */
	/* RFC 6749 section 3.1 */
	{ .methods = "GET", .path = "/authorize", .kind = "authorize.request", .handler = authorize, .refused = refuse_to_client, .takes_malformed = true },
	/* OIDC Core section 3.1.2.1 */
	{ .methods = "POST", .path = "/authorize", .kind = "authorize.request", .handler = authorize, .refused = refuse_to_client, .takes_malformed = true },
	{ .methods = "GET", .path = "/continue", .kind = "page.get", .handler = continue_get, .refused = refuse_to_client },
	{ .path = NULL },
    /* clang-format on */
};
