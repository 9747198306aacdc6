/*
 * language: in which one do these pages speak?  It is one setting of this database: that of all who
 * look at it, or what each browser asks for.
 */
#include "workshop/reference/reference.h"
#include "workshop/seat/seat.h"
#include "language.sql.h"

void
language_get(struct exchange *x)
{
	if (record_is_public(x) && csrf_offered(x) && establish(x, &sql_language_set))
		answer_page(x, 200, "workshop/language.html", &sql_language_page);
}

void
language_post(struct exchange *x)
{
	if (!record_is_public(x) || !csrf_right(x))
		return;
	if (establish(x, &sql_language_change))
		answer_redirect(x, &sql_language_again);
	else
		refuse(x, "language_unknown");
}
