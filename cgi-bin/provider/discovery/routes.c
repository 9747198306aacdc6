/*
 * The endpoints of discovery/.
 */
#include "oauth/error.h"
#include "provider/discovery/discovery.h"

const struct route discovery_routes[] = {
    {.methods = "GET, HEAD",
	.path = "/",
	.handler = start_get,
	.refused = refuse_in_page,
	.parameters = no_parameters},
    /* OIDC Discovery 1.0 section 4 */
    {.methods = "GET, HEAD",
	.path = "/.well-known/openid-configuration",
	.kind = "discovery.get",
	.handler = metadata_get,
	.public = true,
	.parameters = no_parameters},
    /* RFC 8414 section 3 */
    {.methods = "GET, HEAD",
	.path = "/.well-known/oauth-authorization-server",
	.kind = "discovery.get",
	.handler = metadata_get,
	.public = true,
	.parameters = no_parameters},
    {.path = NULL},
};
