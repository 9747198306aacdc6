/*
 * code: RFC 6749 section 4.1.2.  A request is answered with one code; the same form again with the
 * same.
 */
#include "provider/authorization/authorization.h"
#include "provider/user/user.h"
#include "code.sql.h"

static bool
code_first(struct exchange *x)
{
	if (!establish(x, &sql_code_grant_insert))
		refuse(x, "login_required"); /* the session ended in between */
	return !refused(x) && establish(x, &sql_code_secret) && establish(x, &sql_code_insert);
}

/* The first form that says so gets a code; the same form again gets the same, while it is good. */
static bool
code_made(struct exchange *x)
{
	if (!identifier_new(x) || !establish(x, &sql_code_new))
		return false;
	if (establish(x, &sql_code_closes_request))
		return code_first(x);
	if (!establish(x, &sql_code_again))
		refuse_because(x, &sql_code_why);
	return !refused(x) && establish(x, &sql_code_secret);
}

void
code_issue(struct exchange *x)
{
	if (!code_made(x) || !session_op_state(x) || !establish(x, &sql_code_response))
		return;
	session_used(x);
	record_event(x, "authorize.response", "browser");
	record_token(x, &sql_code_issued);
	response_send(x);
}
