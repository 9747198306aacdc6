/*
 * workshop: shows what the other programs did.  It reads the views of the flow record, and writes
 * nothing there but its own refusals: a spectator is no part of what happened.
 */
#include "web/serve.h"
#include "oauth/error.h"
#include "oauth/protocol.h"
#include "workshop/workshop.h"

static const struct parameter flow_list_parameters[] = {
    {.name = "before", .longest = 100},
    {.name = NULL},
};

static const struct parameter flow_parameters[] = {
    {.name = "trace_id", .longest = 100},
    {.name = NULL},
};

static const struct parameter selftest_parameters[] = {
    {.name = "returned", .longest = 1},
    {.name = NULL},
};

static const struct route routes[] = {
    /* clang-format off */
	{ .methods = "GET, HEAD", .path = "/", .handler = flow_list_get,
	  .parameters = flow_list_parameters },
	{ .methods = "GET, HEAD", .path = "/flow", .handler = flow_get,
	  .parameters = flow_parameters },
	{ .methods = "GET, HEAD", .path = "/selftest", .handler = selftest_get,
	  .parameters = selftest_parameters },
	{ .methods = "GET, HEAD", .path = "/selftest/authorization",
	  .handler = selftest_authorization_get, .refused = refuse_in_json,
	  .parameters = no_parameters },
	{ .path = NULL },
    /* clang-format on */
};

static const struct route *const wings[] = {routes, NULL};

static const struct program workshop = {
    .name = "workshop",
    .entry_point = "sqlite3_jwt_init",
    .wings = wings,
    .refused = refuse_in_page,
    .challenge = "Cookie realm=\"sqlite-oidc\"",
    .protocol = &oauth_protocol,
};

int
main(void)
{
	return serve(&workshop);
}
