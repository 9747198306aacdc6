/*
 * picture: a flow as a sequence diagram, @picture of @flow_id up to :step.  SQL lays it out, from
 * one reading of the record to the last arrow; www/workshop/flow_svg.html draws it.
 */
#include "workshop/flow/flow.h"
#include "picture.sql.h"

bool
picture_made(struct exchange *x)
{
	return establish(x, &sql_picture_read) && establish(x, &sql_picture_step) &&
	       establish(x, &sql_picture_rows) && establish(x, &sql_picture_hands) &&
	       establish(x, &sql_picture_ends) && establish(x, &sql_picture_threads) &&
	       establish(x, &sql_picture_lanes) && establish(x, &sql_picture_arrows) &&
	       establish(x, &sql_picture);
}
