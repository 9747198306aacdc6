/*
 * The endpoints of logout/.
 */
#include "provider/logout/logout.h"

const struct route logout_routes[] = {
    /* clang-format off */
	/* RP-Initiated Logout section 2 */
	{ .methods = "GET", .path = "/end_session", .kind = "logout", .handler = end_session, .refused = refuse_logout },
	{ .methods = "POST", .path = "/end_session", .kind = "logout", .handler = end_session, .refused = refuse_logout },
	{ .methods = "GET", .path = "/logout", .kind = "logout", .handler = logout_get, .refused = refuse_logout },
	{ .methods = "POST", .path = "/logout", .kind = "logout", .handler = logout_post, .refused = refuse_logout },
	{ .path = NULL },
    /* clang-format on */
};
