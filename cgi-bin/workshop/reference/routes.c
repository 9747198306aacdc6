/*
 * The endpoints of reference/.
 */
#include "oauth/error.h"
#include "workshop/reference/reference.h"

static const struct parameter selftest_parameters[] = {
    {.name = "returned", .longest = 1},
    {.name = NULL},
};

static const struct parameter language_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "language", .longest = 20},
    {.name = NULL},
};

static const struct parameter look_up_parameters[] = {
    {.name = "word", .longest = 100},
    {.name = NULL},
};

const struct route reference_routes[] = {
    {.methods = "GET, HEAD",
	.path = "/reference",
	.handler = look_up_start_get,
	.parameters = no_parameters},
    {.methods = "GET, HEAD",
	.path = "/reference/*",
	.handler = look_up_get,
	.parameters = look_up_parameters},
    {.methods = "GET, HEAD",
	.path = "/language",
	.handler = language_get,
	.parameters = no_parameters},
    {.methods = "POST",
	.path = "/language",
	.handler = language_post,
	.parameters = language_parameters},
    {.methods = "GET, HEAD",
	.path = "/selftest",
	.handler = selftest_get,
	.parameters = selftest_parameters},
    {.methods = "GET, HEAD",
	.path = "/selftest/authorization",
	.handler = selftest_authorization_get,
	.refused = refuse_in_json,
	.parameters = no_parameters},
    {.path = NULL},
};
