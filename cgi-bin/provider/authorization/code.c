/*
 * code: RFC 6749 section 4.1.  Issued once for a request, redeemed once by its client, and
 * remembered as long as its grant, so that a replay is seen.
 */
#include "provider/provider.h"
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
	if (!establish(x, &sql_code_new))
		return false;
	if (establish(x, &sql_code_closes_request))
		return code_first(x);
	if (!establish(x, &sql_code_again))
		refuse(x, "request_answered");
	return !refused(x) && establish(x, &sql_code_secret);
}

void
code_issue(struct exchange *x)
{
	if (!code_made(x) || !establish(x, &sql_code_answer))
		return;
	session_used(x);
	record_event(x, "authorize.response", "browser", "front");
	record_token(x, &sql_code_issued);
	request_answer(x);
}

/* RFC 6749 section 4.1.3: a client trades its code for tokens. */
void
grant_authorization_code(struct exchange *x)
{
	if (!has_value(x, ":code"))
		refuse(x, "code_missing");
	if (refused(x) || !establish(x, &sql_code_presented))
		return;
	record_token(x, &sql_code_seen);
	if (establish(x, &sql_code_redeem)) {
		if (establish(x, &sql_code_grant) && refresh_begin(x))
			tokens_issue(x);
	} else if (establish(x, &sql_code_replay_revokes)) {
		record_event(x, "grant.revoked", "provider", "local");
		record_token(x, &sql_code_ended);
		refuse(x, "code_replayed");
	} else {
		refuse_because(x, &sql_code_why);
	}
}
