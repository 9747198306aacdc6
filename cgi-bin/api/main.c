/*
 * api: a sample protected resource, RFC 6750, RFC 9068, RFC 9728.  It loads the extension by the
 * entry point that cannot sign: an API issues nothing.
 */
#include "web/cross_origin.h"
#include "web/serve.h"
#include "api.h"
#include "main.sql.h"

static const struct route routes[] = {
    /* clang-format off */
	{ .methods = "GET, HEAD", .path = "/notes", .kind = "api.request", .handler = notes_get, .refused = challenge },
	{ .methods = "POST", .path = "/notes", .kind = "api.request", .handler = notes_post, .refused = challenge, .json = 4096 },
	{ .methods = "DELETE", .path = "/notes", .kind = "api.request", .handler = notes_delete, .refused = challenge },
	{ .methods = "DELETE", .path = "/notes/*", .kind = "api.request", .handler = note_delete, .refused = challenge },
	{ .methods = "GET, HEAD", .path = "/whoami", .kind = "api.request", .handler = whoami_get, .refused = challenge },
	{ .methods = "GET, HEAD", .path = "/.well-known/oauth-protected-resource", .kind = "discovery.get", .handler = metadata_get },
	{ .path = NULL },
    /* clang-format on */
};

static const struct route *const wings[] = {routes, NULL};

static const struct cross_origin cross_origins[] = {
    /* clang-format off */
	{ "/notes",   &sql_origin_here, false },
	{ "/notes/*", &sql_origin_here, false },
	{ "/whoami",  &sql_origin_here, false },
	{ "/.well-known/oauth-protected-resource", &sql_origin_any, true },
    /* clang-format on */
};

static const struct program api = {
    .name = "api",
    .entry_point = "sqlite3_jwtverify_init",
    .wings = wings,
    .refused = refuse_in_json,
    .challenge = "Bearer realm=\"sqlite-oidc\"",
    .cross_origins = cross_origins,
    .ncross_origins = sizeof cross_origins / sizeof cross_origins[0],
};

int
main(void)
{
	return serve(&api);
}
