/*
 * hint: an ID token tells its own maker whom a client means, even long after it expired.
 */
#include "provider/token/token.h"
#include "hint.sql.h"

bool
hint_read(struct exchange *x)
{
	if (!has_value(x, ":id_token_hint"))
		return establish(x, &sql_hint_absent);
	record_token(x, &sql_hint_seen);
	return establish(x, &sql_hint_keys) && establish(x, &sql_hint_verify) &&
	       has_value(x, "@hint_client_id");
}
