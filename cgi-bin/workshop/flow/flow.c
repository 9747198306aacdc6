/*
 * flow: what happened, as the flow record has it.
 */
#include "workshop/flow/flow.h"
#include "workshop/seat/seat.h"
#include "flow.sql.h"

/*
 * RFC 9110 section 13.1.2: a page that looks again every two seconds is made anew only when there
 * is something new.
 */
static bool
unchanged(struct exchange *x, const struct statement *newest)
{
	establish(x, newest);
	if (!establish(x, &sql_flow_tag))
		return false;
	header(x, "ETag", text_of(x, "@etag"));
	if (!is_true(x, "@etag_matches"))
		return false;
	answer_empty(x, 304);
	return true;
}

void
flow_list_get(struct exchange *x)
{
	if (record_is_public(x) && !unchanged(x, &sql_flow_list_newest) &&
	    establish(x, &sql_flow_list_end) && establish(x, &sql_flow_list_filter) &&
	    establish(x, &sql_flow_list_choices))
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
	if (unchanged(x, &sql_flow_newest))
		return;
	establish(x, &sql_flow_steps);
	establish(x, &sql_flow_queries);
	if (picture_made(x) && step_told(x))
		answer_page(x, 200, "workshop/flow.html", &sql_flow_page);
}
