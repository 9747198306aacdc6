/*
 * client_credentials: RFC 6749 section 4.4.  The path that services take all day: one statement
 * permits, one signs, and nothing is written.
 */
#include "provider.h"
#include "client_credentials.sql.h"

void
grant_client_credentials(struct exchange *x)
{
	if (!scope_asked(x))
		return;
	if (!establish(x, &sql_service_permit)) {
		if (scope_allowed(x))
			refuse_because(x, &sql_service_why);
		return;
	}
	if (!establish(x, &sql_service_token))
		return;
	event_begin(x, "token.response", "client", "back");
	witness(x, &sql_service_issued);
	answer(x, 200, &sql_service_response);
}
