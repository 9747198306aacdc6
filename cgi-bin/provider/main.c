/*
 * provider: the authorization server.  OAuth 2.1, OpenID Connect Core, RFC 9700 at its strictest.
 */
#include "web/serve.h"
#include "oauth/error.h"
#include "oauth/protocol.h"
#include "provider/account/account.h"
#include "provider/admin/admin.h"
#include "provider/authorization/authorization.h"
#include "provider/cleaning/cleaning.h"
#include "provider/device/device.h"
#include "provider/discovery/discovery.h"
#include "provider/grant/grant.h"
#include "provider/interaction/interaction.h"
#include "provider/key/key.h"
#include "provider/logout/logout.h"
#include "provider/registration/registration.h"
#include "provider/token/token.h"
#include "origin.sql.h"

static const struct route *const wings[] = {discovery_routes, key_routes, authorization_routes,
    interaction_routes, registration_routes, account_routes, admin_routes, grant_routes,
    device_routes, token_routes, logout_routes, NULL};

/* What nobody asks for. */
static const struct route background[] = {
    {.path = "backchannel_logout",
	.kind = "logout.notice",
	.handler = backchannel_send,
	.answered = backchannel_answered},
    {.path = "key", .kind = "key.made", .handler = key_make},
    {.path = "keys", .handler = keys_age},
    {.path = "cleaning", .handler = cleaning_step},
    {.path = NULL},
};

static const struct file files[] = {
    {"/check_session.js", "provider/check_session.js", "text/javascript; charset=utf-8"},
    {NULL, NULL, NULL},
};

static const struct program provider = {
    .name = "provider",
    .entry_point = "sqlite3_jwt_init",
    .wings = wings,
    .refused = refuse_nowhere,
    .challenge = "Basic realm=\"sqlite-oidc\", charset=\"UTF-8\"",
    .protocol = &oauth_protocol,
    .files = files,
    .background = background,
    .origin = &sql_origin_client,
    .is_translated = true,
};

int
main(void)
{
	return serve(&provider);
}
