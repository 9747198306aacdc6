/*
 * The endpoints of key/.
 */
#include "provider/key/key.h"

const struct route key_routes[] = {
    /* RFC 7517 section 5 */
    {.methods = "GET, HEAD",
	.path = "/jwks",
	.kind = "jwks.get",
	.handler = jwks_get,
	.public = true,
	.metadata = "jwks_uri",
	.parameters = no_parameters},
    {.path = NULL},
};
