/*
 * workshop: looks at what the others did.  It reads the flow record's views and writes nothing but
 * its own line there.
 */
#include "web/serve.h"
#include "flow.h"
#include "selftest.h"

static const struct route routes[] = {
    /* clang-format off */
	{ "GET", "/",                       "page.get", flow_list_get,              NULL, false },
	{ "GET", "/flow",                   "page.get", flow_get,                   NULL, false },
	{ "GET", "/selftest",               "page.get", selftest_get,               NULL, false },
	{ "GET", "/selftest/authorization", "page.get", selftest_authorization_get, refuse_in_json, false },
    /* clang-format on */
};

static const struct program workshop = {
    .name = "workshop",
    .entry_point = "sqlite3_jwt_init",
    .routes = routes,
    .nroutes = sizeof routes / sizeof routes[0],
    .refused = refuse_in_page,
};

int
main(void)
{
	return serve(&workshop);
}
