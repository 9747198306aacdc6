/*
 * The endpoints of public_client/.
 */
#include "workshop/public_client/public_client.h"

static const struct parameter cli_parameters[] = {
    {.name = "scope", .longest = 400},
    {.name = NULL},
};

/* RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207 section 2. */
static const struct parameter cli_callback_parameters[] = {
    {.name = "code", .longest = 4096},
    {.name = "state", .longest = 512},
    {.name = "iss", .longest = 1024},
    {.name = "error", .longest = 100},
    {.name = "error_description", .longest = 2048},
    {.name = NULL},
};

/* What comes back to the page is its script's to read. */
static const struct parameter spa_parameters[] = {
    {.name = "injected", .longest = 1},
    {.name = NULL},
};

const struct route public_client_routes[] = {
    {.methods = "GET, HEAD", .path = "/cli", .handler = cli_get, .parameters = cli_parameters},
    {.methods = "GET, HEAD",
	.path = "/cli/callback",
	.kind = "authorize.callback",
	.handler = cli_callback_get,
	.parameters = cli_callback_parameters},
    {.methods = "GET, HEAD", .path = "/spa", .handler = spa_get, .parameters = spa_parameters},
    {.methods = "GET, HEAD",
	.path = "/spa/callback",
	.handler = spa_get,
	.parameters = no_parameters},
    {.path = NULL},
};
