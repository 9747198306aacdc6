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
	return opaque_read(x) && establish(x, &sql_access_keys) && establish(x, &sql_access_read);
}

/* What a token lives by: its user's grant; that, and who acts for the user; or its client alone. */
static const struct statement *
life_of(struct exchange *x)
{
	if (!has_value(x, "@grant_id"))
		return &sql_access_service_lives;
	return has_value(x, "@act") ? &sql_access_exchanged_lives : &sql_access_grant_lives;
}

bool
access_lives(struct exchange *x)
{
	return has_value(x, "@access_claims") && establish(x, life_of(x)) &&
	       establish(x, &sql_access_scope);
}
