/*
 * check: whether a code can answer this request.  First all that can be known of it is established;
 * then one statement judges.  Which check applies to which endpoint is the matrix of check.sql.
 */
#include "provider/authorization/authorization.h"
#include "provider/party/party.h"
#include "provider/token/token.h"
#include "provider/user/user.h"
#include "check.sql.h"

bool
check_parameters(struct exchange *x)
{
	return establish(x, &sql_check_parameters);
}

bool
check_client(struct exchange *x)
{
	return document_known(x, text_of(x, ":client_id")) && establish(x, &sql_check_client);
}

bool
check_redirect_uri(struct exchange *x)
{
	return loopback_portless(x) && establish(x, &sql_check_redirect_uri);
}

bool
check_redirect_allowed(struct exchange *x)
{
	return establish(x, &sql_check_redirect_allowed);
}

static bool
facts_known(struct exchange *x)
{
	hint_read(x); /* whether it is good is a row of the matrix */
	return !refused(x) && establish(x, &sql_check_claims) && scope_asked(x) &&
	       scope_judged(x) && claims_asked(x);
}

bool
check_passed(struct exchange *x)
{
	if (!facts_known(x) || !establish(x, &sql_check_flaw))
		return false;
	if (has_value(x, "@flaw"))
		refuse(x, text_of(x, "@flaw"));
	return !refused(x);
}
