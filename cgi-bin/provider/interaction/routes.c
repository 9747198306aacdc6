/*
 * The endpoints of interaction/.
 */
#include "provider/authorization/authorization.h"
#include "provider/interaction/interaction.h"

static const struct parameter login_parameters[] = {
    {.name = "username", .longest = 1024},
    {.name = "password", .longest = 1024},
    {.name = "login", .longest = 10},
    {.name = "cancel", .longest = 10},
    {.name = "csrf", .longest = 100},
    {.others = request_parameters},
    {.name = NULL},
};

static const struct parameter consent_parameters[] = {
    {.name = "allow", .longest = 10},
    {.name = "deny", .longest = 10},
    {.name = "switch", .longest = 10},
    {.name = "csrf", .longest = 100},
    {.others = request_parameters},
    {.name = NULL},
};

static const struct parameter closed_parameters[] = {
    {.name = "switch", .longest = 10},
    {.name = "deny", .longest = 10},
    {.name = "csrf", .longest = 100},
    {.others = request_parameters},
    {.name = NULL},
};

const struct route interaction_routes[] = {
    {.methods = "GET",
	.path = "/login",
	.kind = "login.form",
	.handler = login_get,
	.refused = refuse_to_client,
	.parameters = request_parameters},
    /* OIDC Core section 3.1.2.3 */
    {.methods = "POST",
	.path = "/login",
	.kind = "login.ok",
	.handler = login_post,
	.refused = refuse_login,
	.parameters = login_parameters},
    {.methods = "GET",
	.path = "/consent",
	.kind = "consent.form",
	.handler = consent_get,
	.refused = refuse_to_client,
	.parameters = request_parameters},
    /* OIDC Core section 3.1.2.4 */
    {.methods = "POST",
	.path = "/consent",
	.kind = "consent.granted",
	.handler = consent_post,
	.refused = refuse_to_client,
	.parameters = consent_parameters},
    {.methods = "GET",
	.path = "/closed",
	.kind = "client.closed",
	.handler = closed_get,
	.refused = refuse_to_client,
	.parameters = request_parameters},
    /* RFC 6749 section 4.1.2.1 */
    {.methods = "POST",
	.path = "/closed",
	.kind = "client.closed",
	.handler = closed_post,
	.refused = refuse_to_client,
	.parameters = closed_parameters},
    {.path = NULL},
};
