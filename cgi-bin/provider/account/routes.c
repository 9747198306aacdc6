/*
 * The endpoints of account/.
 */
#include "provider/account/account.h"
#include "provider/authorization/authorization.h"

static const struct parameter account_parameters[] = {
    {.name = "ui_locales", .longest = 1024},
    {.name = NULL},
};

const struct route account_routes[] = {
    {.methods = "GET",
	.path = "/account",
	.kind = "page.get",
	.handler = account_get,
	.refused = refuse_to_client,
	.parameters = account_parameters},
    {.path = NULL},
};
