/*
 * provider: the authorization server.  OAuth 2.1, OpenID Connect Core, RFC 9700 at its strictest.
 */
#include "web/cross_origin.h"
#include "web/serve.h"
#include "provider/authorization/authorization.h"
#include "provider/discovery/discovery.h"
#include "provider/grant/grant.h"
#include "provider/interaction/interaction.h"
#include "provider/key/key.h"
#include "provider/logout/logout.h"
#include "provider/token/token.h"
#include "main.sql.h"

static const struct route *const wings[] = {discovery_routes, key_routes, authorization_routes,
    interaction_routes, grant_routes, token_routes, logout_routes, NULL};

static const struct cross_origin cross_origins[] = {
    /* clang-format off */
	{ "/.well-known/openid-configuration",       &sql_origin_any,    true },
	{ "/.well-known/oauth-authorization-server", &sql_origin_any,    true },
	{ "/jwks",                                   &sql_origin_any,    true },
	{ "/token",                                  &sql_origin_client, false },
	{ "/userinfo",                               &sql_origin_client, false },
	{ "/revoke",                                 &sql_origin_client, false },
    /* clang-format on */
};

static const struct program provider = {
    .name = "provider",
    .entry_point = "sqlite3_jwt_init",
    .wings = wings,
    .refused = refuse_in_json,
    .challenge = "Basic realm=\"sqlite-oidc\", charset=\"UTF-8\"",
    .cross_origins = cross_origins,
    .ncross_origins = sizeof cross_origins / sizeof cross_origins[0],
};

int
main(void)
{
	return serve(&provider);
}
