/*
 * agenda: the notes of this API and the day of another one, which it asks in the user's name.  The
 * token that came with the request is not for the other one: it is traded for one that is.  RFC
 * 8693.
 */
#include "web/fetch/fetch.h"
#include "web/list.h"
#include "api/api.h"
#include "agenda.sql.h"

/* What others refuse is told apart from what we do: nothing was wrong with this request. */
static void
refuse_flaw(struct exchange *x)
{
	if (is_true(x, "@is_silent"))
		header(x, "Retry-After", "5");
	refuse(x, text_of(x, "@other_flaw"));
}

static bool
trade_answered(struct exchange *x)
{
	return issuer_known(x) && has_value(x, "@token_endpoint") &&
	       establish(x, &sql_agenda_client) &&
	       backoff_fetch(x, &issuer_backoff, "trade", &sql_agenda_trade);
}

static bool
token_traded(struct exchange *x)
{
	if (trade_answered(x) && establish(x, &sql_agenda_traded))
		return true;
	if (!refused(x) && establish(x, has_value(x, "@trade_status") ? &sql_agenda_trade_refused
								      : &sql_agenda_trade_failed))
		refuse_flaw(x);
	return false;
}

static bool
calendar_asked(struct exchange *x)
{
	if (!fetch(x, "day", &sql_agenda_day))
		return false;
	if (establish(x, &sql_agenda_day_told))
		return true;
	if (establish(x, &sql_agenda_day_refused))
		refuse_flaw(x);
	return false;
}

void
agenda_get(struct exchange *x)
{
	if (!token_allows(x, &sql_agenda_reading))
		return;
	if (!establish(x, &sql_agenda_calendar))
		refuse(x, "calendar_missing");
	if (!refused(x) && token_traded(x) && calendar_asked(x) &&
	    establish_list(x, "notes", &sql_agenda_notes))
		resource_answer(x, 200, &sql_agenda_body);
}
