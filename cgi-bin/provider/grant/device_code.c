/*
 * device_code: RFC 8628 section 3.4.  A device asks again and again, until its user has decided;
 * its code then brings tokens once, and a replay is seen.
 */
#include "provider/grant/grant.h"
#include "provider/token/token.h"
#include "device_code.sql.h"

/* RFC 8628 section 3.4, RFC 8707 section 2.2. */
const struct parameter device_code_parameters[] = {
    {.name = "device_code", .longest = 1024},
    {.name = "resource", .longest = 2048, .repeats = true},
    {.name = NULL},
};

/* Nothing was allowed yet, or not any more.  Who waits is told how fast to ask. */
static void
refuse_device_code(struct exchange *x)
{
	if (establish(x, &sql_device_code_waits))
		refuse(x, "device_pending");
	else if (establish(x, &sql_device_code_hurries))
		refuse(x, "device_hurries");
	else
		refuse_because(x, &sql_device_code_why);
}

void
grant_device_code(struct exchange *x)
{
	if (!has_value(x, ":device_code"))
		refuse(x, "device_code_missing");
	if (refused(x) || !establish(x, &sql_device_code_presented))
		return;
	record_token(x, &sql_device_code_seen);
	establish(x, &sql_device_code_trace);
	if (establish(x, &sql_device_code_redeem)) {
		tokens_issue_first(x);
	} else if (establish(x, &sql_device_code_replay_revokes)) {
		record_event(x, "grant.revoked", "provider");
		record_token(x, &sql_device_code_ended);
		refuse(x, "device_code_replayed");
	} else {
		refuse_device_code(x);
	}
}
