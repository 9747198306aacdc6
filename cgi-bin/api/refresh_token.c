/*
 * refresh_token: one that came here has been where it should not be.  Possession is all that a
 * revocation needs (RFC 7009 section 2.1): it goes to its issuer, and its family ends.
 */
#include "web/fetch/fetch.h"
#include "api/api.h"
#include "refresh_token.sql.h"

void
refresh_token_hand_in(struct exchange *x)
{
	if (establish(x, &sql_refresh_token_shape) && establish(x, &sql_refresh_token_issuer) &&
	    establish(x, &sql_refresh_token_hand_in) && issuer_known(x) &&
	    has_value(x, "@revocation_endpoint") && commit(x))
		fetch(x, "revocation", &sql_refresh_token_revocation);
}
