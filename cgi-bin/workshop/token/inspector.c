/*
 * inspector: a form for a token, and what can be said of the one that came.
 */
#include "workshop/seat/seat.h"
#include "workshop/token/token.h"
#include "inspector.sql.h"

static void
answer_known(struct exchange *x)
{
	if (!establish(x, &sql_inspector_known)) {
		refuse(x, "token_not_recorded");
		return;
	}
	journey_shown(x);
	answer_page(x, 200, "workshop/token_known.html", &sql_inspector_known_page);
}

void
inspector_get(struct exchange *x)
{
	if (!record_is_public(x) || !csrf_offered(x))
		return;
	if (has_value(x, ":fingerprint"))
		answer_known(x);
	else
		answer_page(x, 200, "workshop/token.html", &sql_inspector_start);
}

void
inspector_post(struct exchange *x)
{
	if (!record_is_public(x) || !csrf_right(x) || !csrf_offered(x) || !tamper_applied(x) ||
	    !kind_known(x))
		return;
	part_shown(x);
	check_shown(x);
	journey_shown(x);
	establish(x, &sql_inspector_verdict);
	answer_page(x, 200, "workshop/token_read.html", &sql_inspector_page);
}
