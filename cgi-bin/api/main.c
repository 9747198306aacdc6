/*
 * api: a sample protected resource, RFC 6750, RFC 9068, RFC 9728.  It loads the extension by the
 * entry point that cannot sign: an API issues nothing.
 */
#include "web/serve.h"
#include "api.h"

static const struct route routes[] = {
    /* clang-format off */
	{ "GET",    "/notes",    "api.request", notes_get,     challenge, false },
	{ "POST",   "/notes",    "api.request", notes_post,    challenge, true },
	{ "DELETE", "/notes",    "api.request", notes_delete,  challenge, false },
	{ "DELETE", "/notes/*",  "api.request", note_delete,   challenge, false },
	{ "GET",    "/whoami",   "api.request", whoami_get,    challenge, false },
	{ "GET",    "/.well-known/oauth-protected-resource", "discovery.get", metadata_get, NULL, false },
    /* clang-format on */
};

static const struct program api = {
    .name = "api",
    .entry_point = "sqlite3_jwtverify_init",
    .routes = routes,
    .nroutes = sizeof routes / sizeof routes[0],
    .refused = refuse_in_json,
    .challenge = "Bearer realm=\"sqlite-oidc\"",
};

int
main(void)
{
	return serve(&api);
}
