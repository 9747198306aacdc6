/*
 * client: a sample client as a Backend for Frontend, OAuth 2.1 and OpenID Connect Core.  The
 * browser holds a session cookie; the tokens stay here.
 */
#include "web/serve.h"
#include "client.h"

static const struct route routes[] = {
    /* clang-format off */
	{ "GET, HEAD", "/",         "page.get",           home_get,       NULL,           false, false },
	{ "GET",       "/login",    "client.request",     login_get,      NULL,           false, false }, /* OIDC Core 3.1.2.1 */
	{ "GET",       "/callback", "authorize.callback", callback_get,   NULL,           false, false }, /* RFC 6749 section 4.1.2 */
	{ "POST",      "/callback", "authorize.callback", callback_post,  NULL,           false, false }, /* OAuth 2.0 Form Post Response Mode */
	{ "POST",      "/call",     "client.request",     call_post,      NULL,           false, false },
	{ "GET, HEAD", "/api/*",    "client.request",     proxy,          refuse_in_json, false, false },
	{ "POST",      "/api/*",    "client.request",     proxy,          refuse_in_json, true, false },
	{ "DELETE",    "/api/*",    "client.request",     proxy,          refuse_in_json, false, false },
	{ "POST",      "/logout",   "logout",             logout_post,    NULL,           false, false }, /* RP-Initiated Logout 1.0 */
	{ "GET, HEAD", "/reveal",   "page.get",           reveal_get,     NULL,           false, false },
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
};

int
main(void)
{
	return serve(&client);
}
