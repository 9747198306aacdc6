/*
 * par: RFC 9126.  A client hands in its request at the back channel, where it says who it is, and
 * the browser brings no more than a name for it.
 */
#include "provider/authorization/authorization.h"
#include "provider/party/party.h"
#include "provider/token/token.h"
#include "par.sql.h"

static bool
redirect_uri_known(struct exchange *x)
{
	if (object_read(x) && check_parameters(x) && check_redirect_uri(x))
		return true;
	if (has_value(x, "@object_flaw"))
		refuse(x, text_of(x, "@object_flaw"));
	else
		refuse_because(x, &sql_par_why);
	return false;
}

/* RFC 9449 section 10.1: the code will be for the key of the proof, as if dpop_jkt had named it. */
static bool
key_agreed(struct exchange *x)
{
	if (!establish(x, &sql_par_key))
		return false;
	if (is_true(x, "@par_key_differs"))
		refuse(x, "dpop_jkt_mismatch");
	return !refused(x) && parameters_replace(x, text_of(x, "@par_key"));
}

/* Section 2.1: the same checks as at the authorization endpoint, once the client is sure. */
void
par_post(struct exchange *x)
{
	if (!client_proven(x) || !proof_read(x) || !redirect_uri_known(x) || !key_agreed(x) ||
	    !check_passed(x) || !assertion_spend(x) || !proof_spend(x) ||
	    !establish(x, &sql_par_new) || !request_insert(x))
		return;
	record_event(x, "authorize.pushed", "client");
	answer(x, 201, &sql_par_body);
}

bool
par_named(struct exchange *x)
{
	return has_value(x, ":request_uri") && establish(x, &sql_par_named);
}

/* Section 4: it is the client's that the browser names.  All other parameters are ignored. */
bool
par_visited(struct exchange *x)
{
	if (!check_client(x) || !establish(x, &sql_par_visit) || !check_redirect_allowed(x))
		refuse_because(x, &sql_par_visit_why);
	else if (has_value(x, "@request_flaw"))
		refuse(x, text_of(x, "@request_flaw"));
	return !refused(x) && request_new(x) && establish(x, &sql_par_copy);
}
