/*
 * The endpoints of grant/.
 */
#include "provider/grant/grant.h"
#include "provider/party/party.h"

/* What any grant reads: each says it in its own file. */
static const struct parameter token_parameters[] = {
    {.name = "grant_type", .longest = 200},
    {.others = client_parameters},
    {.others = authorization_code_parameters},
    {.others = client_credentials_parameters},
    {.others = refresh_token_parameters},
    {.others = device_code_parameters},
    {.others = exchange_parameters},
    {.name = NULL},
};

const struct route grant_routes[] = {
    /* RFC 6749 section 3.2 */
    {.methods = "POST",
	.path = "/token",
	.kind = "token.request",
	.handler = token_post,
	.cross_origin = true,
	.metadata = "token_endpoint",
	.parameters = token_parameters},
    {.path = NULL},
};
