/*
 * claims: OIDC Core section 5.  The columns of end_user are claims by their names; a scope opens
 * several.
 */
#include "web/list.h"
#include "provider/user/user.h"
#include "claims.sql.h"

bool
claims_known(struct exchange *x)
{
	return establish_list(x, "end_user", &sql_claims_user) &&
	       establish(x, &sql_claims_object) && establish(x, &sql_claims_scopes);
}

bool
claims_asked(struct exchange *x)
{
	if (!has_value(x, "@claims"))
		return establish(x, &sql_claims_absent);
	return establish(x, &sql_claims_scopes) && establish(x, &sql_claims_beyond);
}
