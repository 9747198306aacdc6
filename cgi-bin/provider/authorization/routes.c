/*
 * The endpoints of authorization/.
 */
#include "provider/authorization/authorization.h"
#include "provider/party/party.h"

/*
 * RFC 6749 section 4.1.1, OIDC Core section 3.1.2.1, RFC 7636 section 4.3, RFC 8707 section 2. What
 * is kept of them has a bound together (request_too_long); this is the longest of each.
 */
static const struct parameter authorize_parameters[] = {
    {.name = "response_type", .longest = 100},
    {.name = "response_mode", .longest = 100},
    {.name = "client_id", .longest = 1024},
    {.name = "redirect_uri", .longest = 2048},
    {.name = "scope", .longest = 4096},
    {.name = "resource", .longest = 2048, .repeats = true},
    {.name = "state", .longest = 4096},
    {.name = "nonce", .longest = 4096},
    {.name = "code_challenge", .longest = 128},
    {.name = "code_challenge_method", .longest = 100},
    {.name = "prompt", .longest = 100},
    {.name = "max_age", .longest = 100},
    {.name = "login_hint", .longest = 4096},
    {.name = "id_token_hint", .longest = 16384},
    {.name = "claims", .longest = 4096, .is_json = true},
    {.name = "dpop_jkt", .longest = 100},
    {.name = "request", .longest = 16384},
    {.name = "request_uri", .longest = 2048},
    {.name = "registration", .longest = 4096},
    /* Wishes that nothing here depends on. */
    {.name = "acr_values", .longest = 1024},
    {.name = "claims_locales", .longest = 1024},
    {.name = "display", .longest = 100},
    {.name = "ui_locales", .longest = 1024},
    {.name = NULL},
};

/* RFC 9126 section 2.1. */
static const struct parameter par_parameters[] = {
    {.others = client_parameters},
    {.others = authorize_parameters},
    {.name = NULL},
};

const struct parameter request_parameters[] = {
    {.name = "request", .longest = 100},
    {.name = "client_id", .longest = 1024},
    {.name = NULL},
};

const struct route authorization_routes[] = {
    /* RFC 6749 section 3.1, OIDC Core section 3.1.2.1 */
    {.methods = "GET, POST",
	.path = "/authorize",
	.kind = "authorize.request",
	.handler = authorize,
	.refused = refuse_to_client,
	.metadata = "authorization_endpoint",
	.parameters = authorize_parameters,
	.takes_malformed = true},
    /* RFC 9126 section 2 */
    {.methods = "POST",
	.path = "/par",
	.kind = "authorize.push",
	.handler = par_post,
	.cross_origin = true,
	.metadata = "pushed_authorization_request_endpoint",
	.parameters = par_parameters},
    {.methods = "GET",
	.path = "/continue",
	.kind = "page.get",
	.handler = continue_get,
	.refused = refuse_to_client,
	.parameters = request_parameters},
    {.path = NULL},
};
