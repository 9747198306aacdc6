/*
 * The endpoints of interaction/.
 */
#include "provider/authorization/authorization.h"
#include "provider/interaction/interaction.h"

const struct route interaction_routes[] = {
    /* clang-format off */
	{ .methods = "GET", .path = "/login", .kind = "login.form", .handler = login_get, .refused = refuse_to_client },
	/* OIDC Core section 3.1.2.3 */
	{ .methods = "POST", .path = "/login", .kind = "login.ok", .handler = login_post, .refused = refuse_login },
	{ .methods = "GET", .path = "/consent", .kind = "consent.form", .handler = consent_get, .refused = refuse_to_client },
	/* OIDC Core section 3.1.2.4 */
	{ .methods = "POST", .path = "/consent", .kind = "consent.granted", .handler = consent_post, .refused = refuse_to_client },
	{ .path = NULL },
    /* clang-format on */
};
