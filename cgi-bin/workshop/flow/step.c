/*
 * step: the player.  One step of a flow: what was said, what the database knows of it, the same as
 * SQL and as curl; and who holds which token at that moment.
 */
#include "workshop/flow/flow.h"
#include "step.sql.h"

bool
step_told(struct exchange *x)
{
	return establish(x, &sql_step_chosen) && establish(x, &sql_step_read) &&
	       establish(x, &sql_step_holders) && establish(x, &sql_step_browser);
}
