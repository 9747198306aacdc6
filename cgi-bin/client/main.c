/*
 * client: a sample client as a Backend for Frontend, OAuth 2.1 and OpenID Connect Core.  The
 * browser holds a session cookie; the tokens stay here.
 */
#include "web/serve.h"
#include "oauth/error.h"
#include "oauth/protocol.h"
#include "client/client.h"

static const struct route routes[] = {
    /* clang-format off */
	{ .methods = "GET, HEAD", .path = "/", .kind = "page.get", .handler = home_get },
	/* OIDC Core 3.1.2.1 */
	{ .methods = "GET", .path = "/login", .kind = "client.request", .handler = login_get },
	/* RFC 6749 section 4.1.2 */
	{ .methods = "GET", .path = "/callback", .kind = "authorize.callback", .handler = callback_get },
	/* OAuth 2.0 Form Post Response Mode */
	{ .methods = "POST", .path = "/callback", .kind = "authorize.callback", .handler = callback_post },
	{ .methods = "POST", .path = "/call", .kind = "client.request", .handler = call_post },
	{ .methods = "GET, HEAD", .path = "/api/*", .kind = "client.request", .handler = proxy, .refused = refuse_in_json },
	{ .methods = "POST", .path = "/api/*", .kind = "client.request", .handler = proxy, .refused = refuse_in_json, .json = 4096 },
	{ .methods = "DELETE", .path = "/api/*", .kind = "client.request", .handler = proxy, .refused = refuse_in_json },
	/* RP-Initiated Logout 1.0 */
	{ .methods = "POST", .path = "/logout", .kind = "logout", .handler = logout_post },
	{ .methods = "GET, HEAD", .path = "/reveal", .kind = "page.get", .handler = reveal_get },
	{ .path = NULL },
    /* clang-format on */
};

static const struct route *const wings[] = {routes, NULL};

static const struct program client = {
    .name = "client",
    .entry_point = "sqlite3_jwt_init",
    .wings = wings,
    .refused = refuse_at_home,
    .challenge = "Cookie realm=\"sqlite-oidc\"",
    .protocol = &oauth_protocol,
};

int
main(void)
{
	return serve(&client);
}
