/*
 * The endpoints of lab/.
 */
#include "workshop/lab/lab.h"

static const struct parameter lab_parameters[] = {
    {.name = "with", .longest = 20},
    {.name = "print", .longest = 20},
    {.name = NULL},
};

/* A prediction is a choice; an answer names a token by its first letters, and an actor. */
static const struct parameter answer_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "with", .longest = 20},
    {.name = "choice", .longest = 1},
    {.name = "fingerprint", .longest = 30},
    {.name = "holder", .longest = 20},
    {.name = NULL},
};

/* Which of them to switch; or all of them on. */
static const struct parameter protection_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "off", .longest = 40},
    {.name = "on", .longest = 40},
    {.name = "all", .longest = 10},
    {.name = NULL},
};

static const struct parameter clock_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "ahead", .longest = 10},
    {.name = NULL},
};

static const struct parameter guide_parameters[] = {
    {.name = "run", .longest = 20},
    {.name = NULL},
};

const struct route lab_routes[] = {
    {.methods = "GET, HEAD", .path = "/lab", .handler = lab_list_get, .parameters = no_parameters},
    {.methods = "GET, HEAD", .path = "/lab/*", .handler = lab_get, .parameters = lab_parameters},
    {.methods = "POST",
	.path = "/lab/*",
	.kind = "lab.predict",
	.handler = lab_post,
	.parameters = answer_parameters},
    {.methods = "GET, HEAD",
	.path = "/protections",
	.handler = protection_get,
	.parameters = no_parameters},
    {.methods = "POST",
	.path = "/protections",
	.kind = "toggle.set",
	.handler = protection_post,
	.parameters = protection_parameters},
    {.methods = "GET, HEAD", .path = "/clock", .handler = clock_get, .parameters = no_parameters},
    {.methods = "POST",
	.path = "/clock",
	.kind = "clock.jump",
	.handler = clock_post,
	.parameters = clock_parameters},
    {.methods = "GET, HEAD",
	.path = "/guide",
	.handler = guide_get,
	.parameters = guide_parameters},
    {.path = NULL},
};
