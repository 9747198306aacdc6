/*
 * The endpoints of token/.
 */
#include "workshop/token/token.h"

static const struct parameter known_parameters[] = {
    {.name = "fingerprint", .longest = 100},
    {.name = NULL},
};

/* A token comes in a body alone: an address is kept in logs and histories. */
static const struct parameter pasted_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "token", .longest = 60000},
    {.name = "resource", .longest = 2000},
    {.name = "tamper", .longest = 20},
    {.name = NULL},
};

const struct route token_routes[] = {
    {.methods = "GET, HEAD",
	.path = "/token",
	.handler = inspector_get,
	.parameters = known_parameters},
    {.methods = "POST",
	.path = "/token",
	.handler = inspector_post,
	.parameters = pasted_parameters},
    {.path = NULL},
};
