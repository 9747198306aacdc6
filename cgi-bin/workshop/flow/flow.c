/*
 * flow: what happened, as the flow record has it.
 */
#include "workshop/flow/flow.h"
#include "workshop/seat/seat.h"
#include "flow.sql.h"

void
flow_list_get(struct exchange *x)
{
	if (record_is_public(x) && establish(x, &sql_flow_list_end))
		answer_page(x, 200, "workshop/flows.html", &sql_flow_list_page);
}

void
flow_get(struct exchange *x)
{
	if (!record_is_public(x))
		return;
	if (!establish(x, &sql_flow_of_trace)) {
		refuse(x, "flow_unknown");
		return;
	}
	establish(x, &sql_flow_steps);
	establish(x, &sql_flow_holders);
	establish(x, &sql_flow_queries);
	picture_made(x);
	answer_page(x, 200, "workshop/flow.html", &sql_flow_page);
}
