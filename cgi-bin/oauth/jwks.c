/*
 * jwks: the keys of another party, kept or asked for.
 */
#include "oauth/jwks.h"
#include "jwks.sql.h"

static bool
jwks_fetched(struct exchange *x, const struct jwks *jwks)
{
	if (!jwks->located(x) || !backoff_fetch(x, jwks->backoff, "jwks", &sql_jwks_request))
		return false;
	if (establish(x, &sql_jwks_read)) {
		establish(x, jwks->keep);
		return !refused(x);
	}
	if (!has_value(x, "@detail"))
		establish(x, &sql_jwks_detail);
	return false;
}

bool
jwks_known(struct exchange *x, const struct jwks *jwks)
{
	if (!establish(x, jwks->kept))
		return false;
	if (establish(x, &sql_jwks_fit))
		return true;
	if (establish(x, jwks->ask))
		return jwks_fetched(x, jwks);
	return !refused(x) && establish(x, jwks->stand);
}
