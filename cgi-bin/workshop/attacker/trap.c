/*
 * trap: the attacker's own page, and where the code of somebody else arrives when the authorization
 * server compares redirect URIs carelessly (RFC 9700 section 4.1).
 */
#include "workshop/attacker/attacker.h"
#include "workshop/seat/seat.h"
#include "trap.sql.h"

void
trap_get(struct exchange *x)
{
	if (record_is_public(x) && establish(x, &sql_trap_secrets))
		answer_page(x, 200, "workshop/attacker.html", &sql_trap_page);
}

void
trap_code_get(struct exchange *x)
{
	if (!record_is_public(x) || !establish(x, &sql_trap_answer) ||
	    !establish(x, &sql_trap_secrets))
		return;
	if (is_true(x, "@code_malformed")) {
		refuse(x, "cli_code_malformed");
		return;
	}
	if (has_value(x, ":code"))
		record_token(x, &sql_trap_code_presented);
	answer_page(x, 200, "workshop/attacker_code.html", &sql_trap_code_page);
}
