/*
 * discovery: what an authorization server publishes of itself, OpenID Connect Discovery 1.0 and RFC
 * 8414.  Fetched once, judged, and kept by the program for a while.
 */
#ifndef OAUTH_DISCOVERY_H
#define OAUTH_DISCOVERY_H

#include "oauth/backoff.h"

/* Store statements about @authorization_server, an issuer, on a table of the program's own. */
struct discovery {
	const struct backoff *backoff;
	/* Both give @metadata_fetched_at; the first the endpoints too, while they are fresh. */
	const struct statement *kept;
	const struct statement *keep; /* no row: what the program needs is not in it */
};

/*
 * Is the metadata of @authorization_server known?  Then @jwks_uri is established, and whatever else
 * the program keeps.  false: nothing usable came; nothing is answered, and @detail says why.
 */
bool discovery_known(struct exchange *x, const struct discovery *discovery);

#endif
