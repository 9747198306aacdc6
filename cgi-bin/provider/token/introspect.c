/*
 * introspect: RFC 7662.  What is not for the caller to know is inactive, and looks like what never
 * was.
 */
#include "provider/party/party.h"
#include "provider/token/token.h"
#include "introspect.sql.h"

static const struct statement *
verdict(struct exchange *x)
{
	if (has_value(x, "@refresh_id"))
		return establish(x, &sql_introspect_refresh) && subject_named(x)
			   ? &sql_introspect_refresh_body
			   : &sql_introspect_inactive_body;
	if (access_read(x) && establish(x, &sql_introspect_permit) &&
	    is_true(x, "@introspect_permit") && access_lives(x))
		return &sql_introspect_access_body;
	return &sql_introspect_inactive_body;
}

static void
answer_verdict(struct exchange *x, const struct statement *body)
{
	if (body == &sql_introspect_inactive_body)
		record_event(x, "introspect.inactive", "client");
	else
		record_event(x, "introspect.active", "client");
	answer(x, 200, body);
}

void
introspect_post(struct exchange *x)
{
	if (!client_confidential(x))
		return;
	if (!has_value(x, ":token"))
		refuse(x, "token_parameter_missing");
	else if (refresh_token_presented(x))
		answer_verdict(x, verdict(x));
}
