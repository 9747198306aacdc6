/*
 * clock: this database's time, which can be moved ahead.  Tokens are made and judged by it.
 */
#include "workshop/lab/lab.h"
#include "workshop/seat/seat.h"
#include "clock.sql.h"

static bool
next_bound_known(struct exchange *x)
{
	return establish(x, &sql_clock_newest) && establish(x, &sql_clock_next);
}

void
clock_get(struct exchange *x)
{
	if (record_is_public(x) && csrf_offered(x) && next_bound_known(x))
		answer_page(x, 200, "workshop/clock.html", &sql_clock_page);
}

void
clock_post(struct exchange *x)
{
	if (!record_is_public(x) || !csrf_right(x) || !next_bound_known(x))
		return;
	if (!establish(x, &sql_clock_asked))
		refuse(x, "clock_step_unknown");
	else if (!establish(x, &sql_clock_jump))
		refuse(x, "clock_too_far");
	answer_redirect(x, &sql_clock_again);
}
