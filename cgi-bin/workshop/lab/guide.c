/*
 * guide: for teachers: three running orders, what people get wrong, and what to point at.
 */
#include "workshop/lab/lab.h"
#include "workshop/seat/seat.h"
#include "guide.sql.h"

void
guide_get(struct exchange *x)
{
	if (record_is_public(x) && establish(x, &sql_guide_run))
		answer_page(x, 200, text_of(x, "@guide_file"), &sql_guide_page);
}
