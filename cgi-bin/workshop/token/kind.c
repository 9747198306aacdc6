/*
 * kind: what is it?  An access token, an ID token, an opaque one, or none at all.
 */
#include "oauth/access_token.h"
#include "workshop/token/token.h"
#include "kind.sql.h"

bool
kind_known(struct exchange *x)
{
	return access_token_read(x) && establish(x, &sql_kind_recognized) &&
	       establish(x, &sql_kind_of_kind);
}
