/*
 * provider: the authorization server.  OAuth 2.1, OpenID Connect Core, RFC 9700 at its strictest.
 */
#include "web/cross_origin.h"
#include "web/serve.h"
#include "provider.h"
#include "main.sql.h"

static const struct route routes[] = {
    /* clang-format off */
	{ "GET, HEAD", "/",            NULL,                start_get,       refuse_in_page,        false, false },
	{ "GET, HEAD", "/.well-known/openid-configuration", "discovery.get", metadata_get, NULL, false, false },        /* OIDC Discovery 4 */
	{ "GET, HEAD", "/.well-known/oauth-authorization-server", "discovery.get", metadata_get, NULL, false, false },  /* RFC 8414 3 */
	{ "GET, HEAD", "/jwks",        "jwks.get",          jwks_get,        NULL,                  false, false },     /* RFC 7517 5 */
	{ "GET",       "/authorize",   "authorize.request", authorize,       refuse_to_client,      false, true },     /* RFC 6749 3.1 */
	{ "POST",      "/authorize",   "authorize.request", authorize,       refuse_to_client,      false, true },     /* OIDC Core 3.1.2.1 */
	{ "GET",       "/continue",    "page.get",          continue_get,    refuse_to_client,      false, false },
	{ "GET",       "/login",       "login.form",        login_get,       refuse_to_client,      false, false },
	{ "POST",      "/login",       "login.ok",          login_post,      refuse_login,          false, false },     /* OIDC Core 3.1.2.3 */
	{ "GET",       "/consent",     "consent.form",      consent_get,     refuse_to_client,      false, false },
	{ "POST",      "/consent",     "consent.granted",   consent_post,    refuse_to_client,      false, false },     /* OIDC Core 3.1.2.4 */
	{ "POST",      "/token",       "token.request",     token_post,      NULL,                  false, false },     /* RFC 6749 3.2 */
	{ "GET, HEAD", "/userinfo",    "userinfo.request",  userinfo,        refuse_with_challenge, false, false },     /* OIDC Core 5.3 */
	{ "POST",      "/userinfo",    "userinfo.request",  userinfo,        refuse_with_challenge, false, false },
	{ "POST",      "/introspect",  "token.introspect",  introspect_post, NULL,                  false, false },     /* RFC 7662 2 */
	{ "POST",      "/revoke",      "token.revoke",      revoke_post,     NULL,                  false, false },     /* RFC 7009 2 */
	{ "GET",       "/end_session", "logout",            end_session,     refuse_to_person,      false, false },     /* RP-Initiated Logout 2 */
	{ "POST",      "/end_session", "logout",            end_session,     refuse_to_person,      false, false },
	{ "GET",       "/logout",      "logout",            logout_get,      refuse_to_person,      false, false },
	{ "POST",      "/logout",      "logout",            logout_post,     refuse_to_person,      false, false },
    /* clang-format on */
};

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
    .routes = routes,
    .nroutes = sizeof routes / sizeof routes[0],
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
