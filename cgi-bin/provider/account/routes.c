/*
 * The endpoints of account/.
 */
#include "provider/account/account.h"
#include "provider/authorization/authorization.h"

static const struct parameter own_page_parameters[] = {
    {.name = "ui_locales", .longest = 1024},
    {.name = NULL},
};

static const struct parameter account_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "session", .longest = 100},
    {.name = "others", .longest = 10},
    {.name = "grant", .longest = 100},
    {.name = "client", .longest = 2048},
    {.name = "consent", .longest = 4096},
    {.others = own_page_parameters},
    {.name = NULL},
};

/* More than any rule allows: the rule says so itself. */
static const struct parameter new_password_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "new_password", .longest = 4096},
    {.name = "again", .longest = 4096},
    {.name = NULL},
};

static const struct parameter password_parameters[] = {
    {.name = "password", .longest = 1024},
    {.others = new_password_parameters},
    {.others = own_page_parameters},
    {.name = NULL},
};

static const struct parameter deletion_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "password", .longest = 1024},
    {.others = own_page_parameters},
    {.name = NULL},
};

static const struct parameter link_parameters[] = {
    {.name = "link", .longest = 200},
    {.name = NULL},
};

static const struct parameter link_form_parameters[] = {
    {.others = link_parameters},
    {.others = new_password_parameters},
    {.name = NULL},
};

const struct route account_routes[] = {
    {.methods = "GET",
	.path = "/account",
	.kind = "page.get",
	.handler = account_get,
	.refused = refuse_to_client,
	.parameters = own_page_parameters},
    {.methods = "POST",
	.path = "/account",
	.kind = "account.change",
	.handler = account_post,
	.refused = refuse_account,
	.parameters = account_parameters},
    {.methods = "GET",
	.path = "/account/password",
	.kind = "page.get",
	.handler = password_get,
	.refused = refuse_to_client,
	.parameters = own_page_parameters},
    /* NIST SP 800-63B section 5.1.1.2 */
    {.methods = "POST",
	.path = "/account/password",
	.kind = "password.set",
	.handler = password_post,
	.refused = refuse_password,
	.parameters = password_parameters},
    {.methods = "GET",
	.path = "/account/delete",
	.kind = "page.get",
	.handler = deletion_get,
	.refused = refuse_to_client,
	.parameters = own_page_parameters},
    {.methods = "POST",
	.path = "/account/delete",
	.kind = "account.end",
	.handler = deletion_post,
	.refused = refuse_deletion,
	.parameters = deletion_parameters},
    {.methods = "GET",
	.path = "/account/link",
	.kind = "page.get",
	.handler = link_get,
	.refused = refuse_link,
	.parameters = link_parameters},
    {.methods = "POST",
	.path = "/account/link",
	.kind = "password.set",
	.handler = link_post,
	.refused = refuse_link,
	.parameters = link_form_parameters},
    {.path = NULL},
};
