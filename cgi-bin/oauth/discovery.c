/*
 * discovery: the metadata of an authorization server, kept or asked for.
 */
#include "oauth/discovery.h"
#include "discovery.sql.h"

static bool
metadata_fetched(struct exchange *x, const struct discovery *discovery)
{
	if (!backoff_fetch(x, discovery->backoff, "metadata", &sql_discovery_request))
		return false;
	if (establish(x, &sql_discovery_read) && establish(x, discovery->keep))
		return true;
	if (!has_value(x, "@detail"))
		establish(x, &sql_discovery_detail);
	return false;
}

bool
discovery_known(struct exchange *x, const struct discovery *discovery)
{
	if (has_value(x, "@metadata_fetched_at"))
		return true;
	if (backoff_active(x, discovery->backoff))
		return false;
	return establish(x, discovery->kept) || (!refused(x) && metadata_fetched(x, discovery));
}
