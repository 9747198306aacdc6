/*
 * api: a sample protected resource, RFC 6750, RFC 9068, RFC 9728.  It loads the extension by the
 * entry point that cannot sign: an API issues nothing.
 */
#include "web/serve.h"
#include "oauth/error.h"
#include "oauth/protocol.h"
#include "api/api.h"
#include "main.sql.h"

static const struct route routes[] = {
    /* clang-format off */
	{ .methods = "GET, HEAD", .path = "/notes", .kind = "api.request", .handler = notes_get, .refused = challenge, .cross_origin = true },
	{ .methods = "POST", .path = "/notes", .kind = "api.request", .handler = notes_post, .refused = challenge, .json = 4096, .cross_origin = true },
	{ .methods = "DELETE", .path = "/notes", .kind = "api.request", .handler = notes_delete, .refused = challenge, .cross_origin = true },
	{ .methods = "DELETE", .path = "/notes/*", .kind = "api.request", .handler = note_delete, .refused = challenge, .cross_origin = true },
	{ .methods = "GET, HEAD", .path = "/whoami", .kind = "api.request", .handler = whoami_get, .refused = challenge, .cross_origin = true },
	{ .methods = "GET, HEAD", .path = "/.well-known/oauth-protected-resource", .kind = "discovery.get", .handler = metadata_get, .public = true },
	{ .path = NULL },
    /* clang-format on */
};

static const struct route *const wings[] = {routes, NULL};

static const struct program api = {
    .name = "api",
    .entry_point = "sqlite3_jwtverify_init",
    .wings = wings,
    .refused = refuse_in_json,
    .challenge = "Bearer realm=\"sqlite-oidc\"",
    .protocol = &oauth_protocol,
    .origin = &sql_origin_here,
};

int
main(void)
{
	return serve(&api);
}
