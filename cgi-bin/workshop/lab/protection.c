/*
 * protection: what a lab switches off, for this database alone, so that an attack succeeds first.
 * Each is a word of the table setting; the programs ask for it where they decide.
 */
#include "workshop/lab/lab.h"
#include "workshop/seat/seat.h"
#include "protection.sql.h"

void
protection_get(struct exchange *x)
{
	if (record_is_public(x) && csrf_offered(x))
		answer_page(x, 200, "workshop/protections.html", &sql_protection_page);
}

void
protection_post(struct exchange *x)
{
	if (!record_is_public(x) || !csrf_right(x))
		return;
	if (establish(x, &sql_protection_default))
		establish(x, &sql_protection_all_on);
	else if (!establish(x, &sql_protection_set))
		refuse(x, "protection_unknown");
	answer_redirect(x, &sql_protection_again);
}
