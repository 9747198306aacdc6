/*
 * client_credentials: RFC 6749 section 4.4.  The path that services take all day: one statement
 * permits, one signs, and nothing is written.
 */
#include "provider/authorization/authorization.h"
#include "provider/grant/grant.h"
#include "provider/key/key.h"
#include "provider/token/token.h"
#include "client_credentials.sql.h"

/* RFC 6749 section 4.4.2, RFC 8707 section 2.2. */
const struct parameter client_credentials_parameters[] = {
    {.name = "scope", .longest = 4096},
    {.name = "resource", .longest = 2048, .repeats = true},
    {.name = NULL},
};

/* What most ask for is the client's, every word of it; only the others are looked at one by one. */
static bool
service_permitted(struct exchange *x)
{
	if (!scope_asked(x))
		return false;
	if (establish(x, &sql_client_credentials_permit))
		return true;
	if (!scope_allowed(x))
		return false;
	if (key_signs(x, &sql_client_credentials_rest))
		return true;
	refuse_because(x, &sql_client_credentials_why);
	return false;
}

void
grant_client_credentials(struct exchange *x)
{
	if (!service_permitted(x) || !establish(x, &sql_client_credentials_token) ||
	    !opaque_given(x))
		return;
	record_event(x, "token.response", "client");
	record_token(x, &sql_client_credentials_issued);
	answer(x, 200, &sql_client_credentials_response);
}
