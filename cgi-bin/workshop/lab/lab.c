/*
 * lab: the list of labs, the page of one, and what a learner says there: a prediction or an answer,
 * each of which is an event of the flow record.
 */
#include "workshop/lab/lab.h"
#include "workshop/seat/seat.h"
#include "lab.sql.h"

void
lab_list_get(struct exchange *x)
{
	if (record_is_public(x))
		answer_page(x, 200, "workshop/labs.html", &sql_lab_list_page);
}

static bool
lab_here(struct exchange *x)
{
	if (!record_is_public(x))
		return false;
	if (!establish(x, &sql_lab_named))
		refuse(x, "lab_unknown");
	return !refused(x);
}

void
lab_get(struct exchange *x)
{
	if (!lab_here(x) || !csrf_offered(x))
		return;
	establish(x, &sql_lab_way);
	establish(x, &sql_lab_steps);
	establish(x, &sql_lab_prediction);
	establish(x, &sql_lab_evidence);
	establish(x, &sql_lab_queries);
	answer_page(x, 200, text_of(x, "@lab_page"), &sql_lab_page);
}

/* It never blocks: a learner may predict again, and answer as often as needed. */
void
lab_post(struct exchange *x)
{
	if (!lab_here(x) || !csrf_right(x))
		return;
	if (establish(x, &sql_lab_predicted) || establish(x, &sql_lab_answered))
		answer_redirect(x, &sql_lab_again);
	else
		refuse(x, "lab_answer_invalid");
}
