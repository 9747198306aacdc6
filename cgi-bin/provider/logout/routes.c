/*
 * The endpoints of logout/.
 */
#include "provider/logout/logout.h"

/* OIDC RP-Initiated Logout section 2. */
static const struct parameter end_session_parameters[] = {
    {.name = "id_token_hint", .longest = 16384},
    {.name = "client_id", .longest = 1024},
    {.name = "post_logout_redirect_uri", .longest = 2048},
    {.name = "state", .longest = 4096},
    {.name = NULL},
};

static const struct parameter logout_parameters[] = {
    {.name = "logout", .longest = 100},
    {.name = "told", .longest = 1},
    {.name = NULL},
};

static const struct parameter logout_form_parameters[] = {
    {.name = "stay", .longest = 100},
    {.name = "csrf", .longest = 100},
    {.others = logout_parameters},
    {.name = NULL},
};

const struct route logout_routes[] = {
    {.methods = "GET, POST",
	.path = "/end_session",
	.kind = "logout",
	.handler = end_session,
	.refused = refuse_logout,
	.metadata = "end_session_endpoint",
	.parameters = end_session_parameters},
    {.methods = "GET",
	.path = "/logout",
	.kind = "logout",
	.handler = logout_get,
	.refused = refuse_logout,
	.parameters = logout_parameters},
    {.methods = "POST",
	.path = "/logout",
	.kind = "logout",
	.handler = logout_post,
	.refused = refuse_logout,
	.parameters = logout_form_parameters},
    {.methods = "GET, HEAD",
	.path = "/check_session",
	.kind = NULL,
	.handler = check_session_get,
	.metadata = "check_session_iframe",
	.parameters = no_parameters},
    {.path = NULL},
};
