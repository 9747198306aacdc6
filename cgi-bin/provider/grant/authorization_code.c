/*
 * authorization_code: RFC 6749 section 4.1.3.  A code is redeemed once by its client, and
 * remembered as long as its grant, so that a replay is seen.
 */
#include "provider/grant/grant.h"
#include "provider/token/token.h"
#include "authorization_code.sql.h"

/* RFC 6749 section 4.1.3, RFC 7636 section 4.5, RFC 8707 section 2.2. */
const struct parameter authorization_code_parameters[] = {
    {.name = "code", .longest = 1024},
    {.name = "redirect_uri", .longest = 2048},
    {.name = "code_verifier", .longest = 1024},
    {.name = "resource", .longest = 2048, .repeats = true},
    {.name = NULL},
};

/* RFC 6749 section 4.1.3: a client trades its code for tokens. */
void
grant_authorization_code(struct exchange *x)
{
	if (!has_value(x, ":code"))
		refuse(x, "code_missing");
	if (refused(x) || !establish(x, &sql_authorization_code_presented))
		return;
	record_token(x, &sql_authorization_code_seen);
	if (establish(x, &sql_authorization_code_redeem)) {
		tokens_issue_first(x);
	} else if (establish(x, &sql_authorization_code_replay_revokes)) {
		record_event(x, "grant.revoked", "provider");
		record_token(x, &sql_authorization_code_ended);
		refuse(x, "code_replayed");
	} else {
		refuse_because(x, &sql_authorization_code_why);
	}
}
