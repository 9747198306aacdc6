/*
 * provider: the authorization server as its client sees it, by what it publishes (RFC 8414, RFC
 * 7517), kept for a while.
 */
#include "web/fetch.h"
#include "client.h"
#include "provider.sql.h"

bool
provider_known(struct exchange *x)
{
	if (establish(x, &sql_metadata_kept))
		return true;
	return !refused(x) && settle(x) && fetch(x, "metadata", &sql_metadata_request) &&
	       establish(x, &sql_metadata_read) && establish(x, &sql_metadata_keep) && settle(x);
}

bool
provider_metadata(struct exchange *x)
{
	if (provider_known(x))
		return true;
	refuse(x, "provider_unreachable");
	return false;
}

static bool
keys_fetched(struct exchange *x)
{
	return settle(x) && fetch(x, "keys", &sql_keys_request) && establish(x, &sql_keys_read) &&
	       establish(x, &sql_keys_keep) && settle(x);
}

/* A key that is not there may be a new one, or an invention: the provider is asked again, at most
 * once in 10 s. */
bool
provider_keys(struct exchange *x)
{
	if (!establish(x, &sql_keys_kept))
		return false;
	if (establish(x, &sql_keys_fit))
		return true;
	if (!establish(x, &sql_keys_ask)) {
		if (establish(x, &sql_keys_stand))
			return true;
	} else if (keys_fetched(x)) {
		return true;
	}
	refuse(x, "provider_unreachable");
	return false;
}
