/*
 * The endpoints of admin/.
 */
#include "oauth/error.h"
#include "provider/admin/admin.h"

static const struct parameter desk_parameters[] = {
    {.name = "id", .longest = 2048},
    {.name = "after", .longest = 2048},
    {.name = "before", .longest = 2048},
    {.name = "search", .longest = 200},
    {.name = "ui_locales", .longest = 1024},
    {.name = NULL},
};

/* The fields of all deeds: table deed_field. */
static const struct parameter deed_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "id", .longest = 2048},
    {.name = "word", .longest = 2048},
    {.name = "part", .longest = 100},
    {.name = "ui_locales", .longest = 1024},
    {.name = "client_id", .longest = 2048},
    {.name = "client_name", .longest = 2048},
    {.name = "redirect_uri", .longest = 8192},
    {.name = "post_logout_redirect_uri", .longest = 8192},
    {.name = "scope", .longest = 4096},
    {.name = "token_endpoint_auth_method", .longest = 2048},
    {.name = "jwks_uri", .longest = 2048},
    {.name = "member", .longest = 2048},
    {.name = "value", .longest = 8192},
    {.name = "resource", .longest = 2048},
    {.name = "name", .longest = 2048},
    {.name = "description", .longest = 2048},
    {.name = "registrable", .longest = 10},
    {.name = "username", .longest = 2048},
    {.name = "email", .longest = 2048},
    {.name = "group_name", .longest = 2048},
    {.name = "alg", .longest = 2048},
    {.name = "kid", .longest = 2048},
    {.name = "uses", .longest = 100},
    {.name = NULL},
};

const struct route admin_routes[] = {
    {.methods = "GET",
	.path = "/admin",
	.kind = "page.get",
	.handler = desk_start_get,
	.refused = refuse_in_page,
	.parameters = desk_parameters},
    {.methods = "GET",
	.path = "/admin/*",
	.kind = "page.get",
	.handler = desk_get,
	.refused = refuse_in_page,
	.parameters = desk_parameters},
    {.methods = "POST",
	.path = "/admin/*",
	.kind = "page.get",
	.handler = deed_post,
	.refused = refuse_deed,
	.parameters = deed_parameters},
    {.path = NULL},
};
