/*
 * The endpoints of registration/.
 */
#include "provider/party/party.h"
#include "provider/registration/registration.h"

enum { METADATA_BYTES = 32768 };

static const struct parameter logo_parameters[] = {
    {.name = "client_id", .longest = 1024},
    {.name = NULL},
};

/* What is said stands in the body, which is JSON. */
const struct route registration_routes[] = {
    /* RFC 7591 section 3 */
    {.methods = "POST",
	.path = "/register",
	.kind = "registration.request",
	.handler = register_post,
	.refused = refuse_registration,
	.metadata = "registration_endpoint",
	.parameters = no_parameters,
	.json = METADATA_BYTES,
	.public = true},
    /* RFC 7592 section 2 */
    {.methods = "GET, HEAD",
	.path = "/register/*",
	.kind = "registration.request",
	.handler = configuration_get,
	.refused = refuse_registration,
	.parameters = no_parameters,
	.public = true},
    {.methods = "PUT",
	.path = "/register/*",
	.kind = "registration.request",
	.handler = configuration_put,
	.refused = refuse_registration,
	.parameters = no_parameters,
	.json = METADATA_BYTES,
	.public = true},
    {.methods = "DELETE",
	.path = "/register/*",
	.kind = "registration.request",
	.handler = configuration_delete,
	.refused = refuse_registration,
	.parameters = no_parameters,
	.public = true},
    /* RFC 7591 section 2: of a client, for the pages that name it */
    {.methods = "GET, HEAD", .path = "/logo", .handler = logo_get, .parameters = logo_parameters},
    {.path = NULL},
};
