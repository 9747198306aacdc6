/*
 * access: an access token of ours that comes back.  Its signature says that it was issued; whether
 * it still lives, only the database knows.
 */
#include "provider/token/token.h"
#include "access.sql.h"

bool
access_read(struct exchange *x)
{
	record_token(x, &sql_access_seen);
	return establish(x, &sql_access_keys) && establish(x, &sql_access_read);
}

bool
access_lives(struct exchange *x)
{
	return has_value(x, "@access_claims") &&
	       establish(x, has_value(x, "@grant_id") ? &sql_access_grant_lives
						      : &sql_access_service_lives) &&
	       establish(x, &sql_access_scope);
}
