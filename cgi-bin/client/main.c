/*
 * client: a sample client as a Backend for Frontend, OAuth 2.1 and OpenID Connect Core.  The
 * browser holds a session cookie; the tokens stay here.
 */
#include "web/serve.h"
#include "oauth/error.h"
#include "oauth/protocol.h"
#include "client/client.h"

/* RP-Initiated Logout 1.0 section 3: it comes back from the provider. */
static const struct parameter home_parameters[] = {
    {.name = "state", .longest = 512},
    {.name = NULL},
};

static const struct parameter login_parameters[] = {
    {.name = "client_app_id", .longest = 255},
    {.name = "iss", .longest = 1024},
    {.name = "login_hint", .longest = 255},
    {.name = "return_to", .longest = 8192},
    {.name = "prompt", .longest = 100},
    {.name = "max_age", .longest = 20},
    {.name = "acr_values", .longest = 1024},
    {.name = NULL},
};

/*
 * RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207 section 2.  Together they fit into an address, for
 * a POST goes on as a GET (callback.c).
 */
static const struct parameter callback_parameters[] = {
    {.name = "code", .longest = 4096},
    {.name = "state", .longest = 512},
    {.name = "iss", .longest = 1024},
    {.name = "error", .longest = 100},
    {.name = "error_description", .longest = 2048},
    {.name = NULL},
};

static const struct parameter call_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "call", .longest = 100},
    {.name = "add", .longest = 100},
    {.name = "delete", .longest = 15},
    {.name = "text", .longest = 4096},
    {.name = NULL},
};

static const struct parameter proxy_parameters[] = {
    {.name = "text", .longest = 4096},
    {.name = NULL},
};

static const struct parameter logout_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = NULL},
};

/* OIDC Back-Channel Logout 1.0 section 2.5 */
static const struct parameter backchannel_logout_parameters[] = {
    {.name = "logout_token", .longest = 16384},
    {.name = NULL},
};

/* OIDC Front-Channel Logout 1.0 section 2 */
static const struct parameter frontchannel_logout_parameters[] = {
    {.name = "iss", .longest = 1024},
    {.name = "sid", .longest = 512},
    {.name = NULL},
};

static const struct route routes[] = {
    /* clang-format off */
	{ .methods = "GET, HEAD", .path = "/", .kind = "page.get", .handler = home_get,
	  .parameters = home_parameters },
	/* OIDC Core 3.1.2.1 */
	{ .methods = "GET", .path = "/login", .kind = "client.request", .handler = login_get,
	  .parameters = login_parameters },
	/* RFC 6749 section 4.1.2 */
	{ .methods = "GET", .path = "/callback", .kind = "authorize.callback",
	  .handler = callback_get, .parameters = callback_parameters },
	/* OAuth 2.0 Form Post Response Mode */
	{ .methods = "POST", .path = "/callback", .kind = "authorize.callback",
	  .handler = callback_post, .parameters = callback_parameters },
	{ .methods = "POST", .path = "/call", .kind = "client.request", .handler = call_post,
	  .parameters = call_parameters },
	{ .methods = "GET, HEAD", .path = "/api/*", .kind = "client.request", .handler = proxy,
	  .refused = refuse_in_json, .parameters = no_parameters },
	{ .methods = "POST", .path = "/api/*", .kind = "client.request", .handler = proxy,
	  .refused = refuse_in_json, .parameters = proxy_parameters, .json = 4096 },
	{ .methods = "DELETE", .path = "/api/*", .kind = "client.request", .handler = proxy,
	  .refused = refuse_in_json, .parameters = no_parameters },
	/* RP-Initiated Logout 1.0 */
	{ .methods = "POST", .path = "/logout", .kind = "logout", .handler = logout_post,
	  .parameters = logout_parameters },
	/* OIDC Back-Channel Logout 1.0, Front-Channel Logout 1.0 */
	{ .methods = "POST", .path = "/backchannel_logout", .kind = "logout.backchannel",
	  .handler = backchannel_logout_post, .refused = refuse_logout_token,
	  .parameters = backchannel_logout_parameters },
	{ .methods = "GET", .path = "/frontchannel_logout", .kind = "logout.frontchannel",
	  .handler = frontchannel_logout_get, .parameters = frontchannel_logout_parameters },
	{ .methods = "GET, HEAD", .path = "/injected", .kind = "page.get",
	  .handler = injected_get, .parameters = no_parameters },
	{ .methods = "GET, HEAD", .path = "/reveal", .kind = "page.get", .handler = reveal_get,
	  .parameters = no_parameters },
	{ .path = NULL },
    /* clang-format on */
};

static const struct route *const wings[] = {routes, NULL};

static const struct file files[] = {
    {"/injected.js", "shared/injected.js", "text/javascript; charset=utf-8"},
    {NULL, NULL, NULL},
};

static const struct program client = {
    .name = "client",
    .entry_point = "sqlite3_jwt_init",
    .wings = wings,
    .refused = refuse_at_home,
    .challenge = "Cookie realm=\"sqlite-oidc\"",
    .protocol = &oauth_protocol,
    .files = files,
};

int
main(void)
{
	return serve(&client);
}
