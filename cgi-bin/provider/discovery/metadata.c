/*
 * metadata: OIDC Discovery 1.0 and RFC 8414.  Public to every origin.
 */
#include "web/list.h"
#include "provider/discovery/discovery.h"
#include "metadata.sql.h"

void
metadata_get(struct exchange *x)
{
	if (establish(x, &sql_metadata_cache) && establish_endpoints(x, "endpoints") &&
	    establish_list(x, "supported", &sql_metadata_supported))
		answer(x, 200, &sql_metadata_body);
}
