/*
 * flow: what happened, as the flow record has it.
 */
#include "workshop/workshop.h"
#include "flow.sql.h"

/* The record says more than a caller may hear: in a service its owner asks the database. */
bool
flow_is_public(struct exchange *x)
{
	if (!establish(x, &sql_flow_is_public))
		refuse(x, "record_closed");
	return !refused(x);
}

void
flow_list_get(struct exchange *x)
{
	if (flow_is_public(x) && establish(x, &sql_flow_list_end))
		answer_page(x, 200, "workshop/flows.html", &sql_flow_list_page);
}

void
flow_get(struct exchange *x)
{
	if (!flow_is_public(x))
		return;
	if (!establish(x, &sql_flow_of_trace)) {
		refuse(x, "flow_unknown");
		return;
	}
	establish(x, &sql_flow_steps);
	establish(x, &sql_flow_holders);
	establish(x, &sql_flow_queries);
	answer_page(x, 200, "workshop/flow.html", &sql_flow_page);
}
