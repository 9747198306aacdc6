/*
 * The endpoints of device/.
 */
#include "provider/device/device.h"
#include "provider/party/party.h"

/* RFC 8628 section 3.1, RFC 8707 section 2. */
static const struct parameter device_authorization_parameters[] = {
    {.name = "scope", .longest = 4096},
    {.name = "resource", .longest = 2048, .repeats = true},
    {.others = client_parameters},
    {.name = NULL},
};

static const struct parameter device_parameters[] = {
    {.name = "user_code", .longest = 100},
    {.name = "ui_locales", .longest = 1024},
    {.name = NULL},
};

static const struct parameter device_form_parameters[] = {
    {.name = "user_code", .longest = 100},
    {.name = "allow", .longest = 10},
    {.name = "deny", .longest = 10},
    {.name = "switch", .longest = 10},
    {.name = "csrf", .longest = 100},
    {.name = NULL},
};

const struct route device_routes[] = {
    /* RFC 8628 section 3.1 */
    {.methods = "POST",
	.path = "/device_authorization",
	.kind = "device.request",
	.handler = device_authorization_post,
	.cross_origin = true,
	.metadata = "device_authorization_endpoint",
	.parameters = device_authorization_parameters},
    /* RFC 8628 section 3.3 */
    {.methods = "GET",
	.path = "/device",
	.kind = "device.form",
	.handler = device_get,
	.refused = refuse_device,
	.parameters = device_parameters},
    {.methods = "POST",
	.path = "/device",
	.kind = "device.form",
	.handler = device_post,
	.refused = refuse_device,
	.parameters = device_form_parameters},
    {.path = NULL},
};
