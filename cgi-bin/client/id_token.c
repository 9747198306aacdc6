/*
 * id_token: who signed in, in the provider's words.  One judgement for the ID token of a sign-in
 * (OIDC Core 3.1.3.7) and for one that a refresh brings along (section 12.2): what differs is only
 * what was known before.
 */
#include "client/client.h"
#include "id_token.sql.h"

bool
id_token_judged(struct exchange *x, const struct statement *expected)
{
	return establish(x, expected) && provider_keys(x) && establish(x, &sql_id_token_rules) &&
	       establish(x, &sql_id_token_judge);
}
