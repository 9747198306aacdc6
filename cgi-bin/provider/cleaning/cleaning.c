/*
 * cleaning: what is over is forgotten, in steps that no request takes.  What is over, and how much
 * of it goes in one step, says the view leftover.
 */
#include "provider/cleaning/cleaning.h"
#include "cleaning.sql.h"

void
cleaning_step(struct exchange *x)
{
	if (establish(x, &sql_cleaning_due) && establish(x, &sql_cleaning_step))
		answer_empty(x, 204);
}
