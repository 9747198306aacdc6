/*
 * bearer: RFC 6750, and the scheme DPoP of RFC 9449 section 7.
 */
#include <string.h>

#include "bearer.h"
#include "bearer.sql.h"

bool
bearer_read(struct exchange *x)
{
	const char *scheme = text_of(x, "$authorization_scheme");
	bool is_token =
	    scheme != NULL && (strcmp(scheme, "bearer") == 0 || strcmp(scheme, "dpop") == 0);

	return exchange_establish_text(x, "bearer", is_token ? text_of(x, "$credentials") : NULL);
}

void
bearer_challenge(struct exchange *x, const struct statement *attributes)
{
	if (establish(x, attributes) && establish(x, &sql_bearer_algs) &&
	    establish(x, &sql_bearer_challenge))
		header(x, "WWW-Authenticate", text_of(x, "@challenge"));
}
