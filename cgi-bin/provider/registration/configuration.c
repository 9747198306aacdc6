/*
 * configuration: RFC 7592.  A client reads, replaces or ends what it registered, with the token
 * that it got for that.
 */
#include "oauth/bearer.h"
#include "provider/party/party.h"
#include "provider/registration/registration.h"
#include "configuration.sql.h"

/* Section 2: one answer for a wrong token and a client that is not there. */
static bool
client_configured(struct exchange *x)
{
	if (!bearer_read(x) || !establish(x, &sql_configuration_presented))
		return false;
	if (!has_value(x, "@bearer"))
		refuse(x, "token_missing");
	else if (!establish(x, &sql_configuration_client))
		refuse(x, "registration_token_bad");
	return !refused(x);
}

void
configuration_get(struct exchange *x)
{
	if (client_configured(x) && establish(x, &sql_configuration_kept))
		told(x, 200);
}

static bool
names_itself(struct exchange *x)
{
	if (establish(x, &sql_configuration_foreign))
		refuse(x, "registration_client_id");
	return !refused(x);
}

/* A client that was ended in between does not come back. */
static bool
still_stands(struct exchange *x)
{
	if (!establish(x, &sql_configuration_stands))
		refuse(x, "registration_token_bad");
	return !refused(x);
}

void
configuration_put(struct exchange *x)
{
	if (client_configured(x) && registration_admitted(x) &&
	    establish(x, &sql_configuration_sent) && metadata_judged(x) && names_itself(x) &&
	    sector_confirmed(x) && logo_fetched(x) && establish(x, &sql_configuration_new) &&
	    still_stands(x) && metadata_store(x) && logo_store(x))
		told(x, 200);
}

void
configuration_delete(struct exchange *x)
{
	if (client_configured(x) && establish(x, &sql_configuration_end))
		answer_empty(x, 204);
}
