/*
 * metadata: OIDC Discovery 1.0, RFC 8414, and the keys that they lead to.  Public to every origin.
 */
#include "web/list.h"
#include "provider/provider.h"
#include "metadata.sql.h"

void
metadata_get(struct exchange *x)
{
	if (establish(x, &sql_metadata_cache) && establish_list(x, "scopes", &sql_metadata_scopes))
		answer(x, 200, &sql_metadata_body);
}

void
jwks_get(struct exchange *x)
{
	answer(x, 200, &sql_jwks_body);
}
