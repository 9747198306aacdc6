/*
 * claims: OIDC Core section 5.  The columns of end_user are claims by their names; scopes open
 * them.
 */
#include "provider.h"
#include "claims.sql.h"

bool
claims_known(struct exchange *x)
{
	return establish(x, &sql_claims_user) && establish(x, &sql_claims_object);
}
