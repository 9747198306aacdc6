/*
 * The endpoints of flow/.
 */
#include "workshop/flow/flow.h"

const struct parameter flow_list_parameters[] = {
    {.name = "before", .longest = 100},
    {.name = NULL},
};

static const struct parameter flow_parameters[] = {
    {.name = "trace_id", .longest = 100},
    {.name = NULL},
};

const struct route flow_routes[] = {
    {.methods = "GET, HEAD", .path = "/flow", .handler = flow_get, .parameters = flow_parameters},
    {.path = NULL},
};
