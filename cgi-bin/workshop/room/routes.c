/*
 * The endpoints of room/.
 */
#include "workshop/flow/flow.h"
#include "workshop/room/room.h"

static const struct parameter take_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "name", .longest = 160},
    {.name = NULL},
};

static const struct parameter join_parameters[] = {
    {.name = "seat", .longest = 255},
    {.name = "instructor", .longest = 255},
    {.name = NULL},
};

static const struct parameter reset_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = NULL},
};

static const struct parameter board_parameters[] = {
    {.name = "seat", .longest = 3},
    {.name = NULL},
};

static const struct parameter change_parameters[] = {
    {.name = "csrf", .longest = 100},
    {.name = "seat", .longest = 3},
    {.name = "ahead", .longest = 5},
    {.name = "off", .longest = 64},
    {.name = "on", .longest = 64},
    {.name = "reset", .longest = 5},
    {.name = NULL},
};

const struct route room_routes[] = {
    {.methods = "GET, HEAD",
	.path = "/",
	.handler = landing_get,
	.parameters = flow_list_parameters},
    {.methods = "GET, HEAD", .path = "/seat", .handler = home_get, .parameters = no_parameters},
    {.methods = "POST", .path = "/seat", .handler = take_post, .parameters = take_parameters},
    {.methods = "GET, HEAD", .path = "/join", .handler = join_get, .parameters = join_parameters},
    {.methods = "GET, HEAD",
	.path = "/database",
	.handler = download_get,
	.parameters = no_parameters},
    {.methods = "POST", .path = "/reset", .handler = reset_post, .parameters = reset_parameters},
    {.methods = "GET, HEAD",
	.path = "/board",
	.handler = board_get,
	.parameters = board_parameters},
    {.methods = "POST", .path = "/board", .handler = board_post, .parameters = change_parameters},
    {.methods = "GET, HEAD", .path = "/cards", .handler = cards_get, .parameters = no_parameters},
    {.path = NULL},
};
