/*
 * cli: demo-cli, a program on somebody's own machine (RFC 8252), for a learner who has a browser
 * and curl.  The page makes what the program would make, and shows what it gets: the code is not
 * redeemed here.  What has to stay secret until then is in a cookie, and in no table.
 */
#include "workshop/public_client/public_client.h"
#include "workshop/seat/seat.h"
#include "cli.sql.h"

enum { REQUEST_SECONDS = 1800 };

static bool
cli_registered(struct exchange *x)
{
	if (record_is_public(x) && !establish(x, &sql_cli_registered))
		refuse(x, "cli_unregistered");
	return !refused(x);
}

void
cli_get(struct exchange *x)
{
	if (!cli_registered(x) || !establish(x, &sql_cli_secrets))
		return;
	cookie_keep_member(x, "cli", "@state", "@cli_secrets", REQUEST_SECONDS);
	answer_page(x, 200, "workshop/cli.html", &sql_cli_page);
}

/* RFC 8252 section 7.3: where the program would listen.  A code is good for one use: by curl. */
void
cli_callback_get(struct exchange *x)
{
	if (!cli_registered(x) || !cookie_find(x, "cli", ":state"))
		return;
	establish(x, &sql_cli_answer);
	if (is_true(x, "@code_malformed")) {
		refuse(x, "cli_code_malformed");
		return;
	}
	if (has_value(x, ":code"))
		record_token(x, &sql_cli_code_presented);
	establish(x, &sql_cli_callback_steps);
	answer_page(x, 200, "workshop/cli_callback.html", &sql_cli_callback_page);
}
