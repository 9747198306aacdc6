/*
 * The endpoints of attacker/.
 */
#include "oauth/error.h"
#include "workshop/attacker/attacker.h"

/* RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207 section 2. */
static const struct parameter trap_code_parameters[] = {
    {.name = "code", .longest = 4096},
    {.name = "state", .longest = 512},
    {.name = "iss", .longest = 1024},
    {.name = "error", .longest = 100},
    {.name = "error_description", .longest = 2048},
    {.name = NULL},
};

/* What goes on to the other server as it came; the client_id does not. */
static const struct parameter evil_authorize_parameters[] = {
    {.name = "response_type", .longest = 100},
    {.name = "redirect_uri", .longest = 2048},
    {.name = "scope", .longest = 4096},
    {.name = "resource", .longest = 2048},
    {.name = "state", .longest = 4096},
    {.name = "nonce", .longest = 4096},
    {.name = "code_challenge", .longest = 128},
    {.name = "code_challenge_method", .longest = 100},
    {.name = "claims", .longest = 4096},
    {.name = "prompt", .longest = 100},
    {.name = "max_age", .longest = 100},
    {.name = NULL},
};

static const struct parameter evil_token_parameters[] = {
    {.name = "code", .longest = 4096},
    {.name = NULL},
};

const struct route attacker_routes[] = {
    {.methods = "GET, HEAD", .path = "/attacker", .handler = trap_get, .parameters = no_parameters},
    {.methods = "GET, HEAD",
	.path = "/attacker/code",
	.kind = "authorize.callback",
	.handler = trap_code_get,
	.parameters = trap_code_parameters},
    {.methods = "GET, HEAD",
	.path = "/attacker/.well-known/openid-configuration",
	.kind = "discovery.get",
	.handler = evil_server_metadata_get,
	.refused = refuse_in_json,
	.parameters = no_parameters},
    {.methods = "GET, HEAD",
	.path = "/attacker/authorize",
	.kind = "authorize.request",
	.handler = evil_server_authorize_get,
	.parameters = evil_authorize_parameters},
    {.methods = "POST",
	.path = "/attacker/token",
	.kind = "token.request",
	.handler = evil_server_token_post,
	.refused = refuse_in_json,
	.parameters = evil_token_parameters},
    {.path = NULL},
};
