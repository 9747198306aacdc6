/*
 * refresh_token: RFC 6749 section 1.5: how one is read, and how one is made.  What happens to it
 * when it is used is decided in grant/refresh.c.
 */
#include "provider/token/token.h"
#include "refresh_token.sql.h"

bool
refresh_token_presented(struct exchange *x)
{
	record_token(x, &sql_refresh_token_seen);
	return establish(x, &sql_refresh_token_presented);
}

bool
refresh_token_forgotten(struct exchange *x)
{
	return establish(x, &sql_refresh_token_forgotten) &&
	       establish(x, &sql_refresh_token_genuine);
}

bool
refresh_token_first(struct exchange *x)
{
	if (!establish(x, &sql_refresh_token_permitted))
		return establish(x, &sql_refresh_token_none);
	if (has_value(x, "@dpop_jkt"))
		establish(x, &sql_refresh_token_bind);
	return establish(x, &sql_refresh_token_first) && refresh_token_store(x);
}

bool
refresh_token_next(struct exchange *x)
{
	return establish(x, &sql_refresh_token_next);
}

bool
refresh_token_successor(struct exchange *x)
{
	return establish(x, &sql_refresh_token_successor);
}

bool
refresh_token_store(struct exchange *x)
{
	establish(x, &sql_refresh_token_insert);
	return !refused(x);
}
