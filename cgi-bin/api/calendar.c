/*
 * calendar: what day it is, for whoever may read the calendar.
 */
#include "api/api.h"
#include "calendar.sql.h"

void
today_get(struct exchange *x)
{
	if (token_allows(x, &sql_calendar_reading))
		resource_answer(x, 200, &sql_calendar_today);
}
