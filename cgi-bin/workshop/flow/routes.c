/*
 * The endpoints of flow/.
 */
#include "workshop/flow/flow.h"

const struct parameter flow_list_parameters[] = {
    {.name = "before", .longest = 100},
    {.name = "party", .longest = 100},
    {.name = "chapter", .longest = 100},
    {.name = "token", .longest = 100},
    {.name = "refused", .longest = 100},
    {.name = NULL},
};

static const struct parameter flow_parameters[] = {
    {.name = "trace_id", .longest = 100},
    {.name = "step", .longest = 100},
    {.name = NULL},
};

const struct route flow_routes[] = {
    {.methods = "GET, HEAD", .path = "/flow", .handler = flow_get, .parameters = flow_parameters},
    {.methods = "GET, HEAD",
	.path = "/flow.svg",
	.handler = export_svg_get,
	.parameters = flow_parameters},
    {.methods = "GET, HEAD",
	.path = "/flow.mmd",
	.handler = export_mermaid_get,
	.parameters = flow_parameters},
    {.methods = "GET, HEAD",
	.path = "/flow.md",
	.handler = export_markdown_get,
	.parameters = flow_parameters},
    {.methods = "GET, HEAD",
	.path = "/flow.csv",
	.handler = export_csv_get,
	.parameters = flow_parameters},
    {.methods = "GET, HEAD",
	.path = "/flow.har",
	.handler = export_har_get,
	.parameters = flow_parameters},
    {.path = NULL},
};
