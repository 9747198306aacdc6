/*
 * evil_server: an authorization server that a client trusts and should not (RFC 9700 section
 * 4.4.1).  It sends the browser on to the honest server, under the client's name there; a client
 * that does not look at iss brings the code of the honest server to it.
 */
#include "workshop/attacker/attacker.h"
#include "evil_server.sql.h"

/* Of machines no seat's cookie is asked. */
static bool
is_workshop(struct exchange *x)
{
	if (!establish(x, &sql_evil_server_speaks))
		refuse(x, "record_closed");
	return !refused(x);
}

void
evil_server_metadata_get(struct exchange *x)
{
	if (is_workshop(x))
		answer(x, 200, &sql_evil_server_metadata);
}

void
evil_server_authorize_get(struct exchange *x)
{
	if (!is_workshop(x))
		return;
	if (establish(x, &sql_evil_server_victim))
		answer_redirect(x, &sql_evil_server_sends_on);
	else
		refuse(x, "redirect_uri_unknown");
}

/* What it wanted is here already; the client hears that the code was no good. */
void
evil_server_token_post(struct exchange *x)
{
	if (!is_workshop(x))
		return;
	if (has_value(x, ":code"))
		record_token(x, &sql_evil_server_code);
	answer(x, 400, &sql_evil_server_regrets);
}
