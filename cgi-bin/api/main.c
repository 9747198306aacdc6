/*
 * api: a sample protected resource, RFC 6750, RFC 9068, RFC 9728.  It loads the extension by the
 * entry point that cannot sign: an API issues nothing.
 */
#include "web/serve.h"
#include "oauth/error.h"
#include "oauth/protocol.h"
#include "api/api.h"
#include "origin.sql.h"

/* A token in the address is refused, RFC 9700 section 4.3.2.  In a form nobody looks for one. */
static const struct parameter query_parameters[] = {
    {.name = "access_token", .longest = 16384},
    {.name = NULL},
};

static const struct parameter note_parameters[] = {
    {.name = "text", .longest = 4096},
    {.name = NULL},
};

static const struct route routes[] = {
    /* clang-format off */
	{ .methods = "GET, HEAD", .path = "/notes", .kind = "api.request", .handler = notes_get,
	  .refused = challenge, .parameters = query_parameters, .cross_origin = true },
	{ .methods = "POST", .path = "/notes", .kind = "api.request", .handler = notes_post,
	  .refused = challenge, .parameters = note_parameters, .json = 4096, .cross_origin = true },
	{ .methods = "DELETE", .path = "/notes", .kind = "api.request", .handler = notes_delete,
	  .refused = challenge, .parameters = query_parameters, .cross_origin = true },
	{ .methods = "DELETE", .path = "/notes/*", .kind = "api.request", .handler = note_delete,
	  .refused = challenge, .parameters = query_parameters, .cross_origin = true },
	{ .methods = "GET, HEAD", .path = "/whoami", .kind = "api.request", .handler = whoami_get,
	  .refused = challenge, .parameters = query_parameters, .cross_origin = true },
	{ .methods = "GET, HEAD", .path = "/today", .kind = "api.request", .handler = today_get,
	  .refused = challenge, .parameters = query_parameters, .cross_origin = true },
	{ .methods = "GET, HEAD", .path = "/agenda", .kind = "api.request", .handler = agenda_get,
	  .refused = challenge, .parameters = query_parameters, .cross_origin = true },
	/* RFC 9728 section 3 */
	{ .methods = "GET, HEAD", .path = "/.well-known/oauth-protected-resource",
	  .kind = "discovery.get", .handler = metadata_get, .parameters = no_parameters,
	  .public = true },
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
