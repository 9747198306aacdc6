/*
 * opaque: an access token that says nothing, for a client that wants such ones: what it would say
 * is kept here, and an API has to ask (RFC 7662).
 */
#include <string.h>

#include "provider/token/token.h"
#include "opaque.sql.h"

bool
opaque_given(struct exchange *x)
{
	if (!is_true(x, "@is_opaque"))
		return exchange_establish_text(x, "given_token", text_of(x, "@access_token"));
	if (!establish(x, &sql_opaque_new))
		return false;
	establish(x, &sql_opaque_insert);
	return !refused(x);
}

bool
opaque_read(struct exchange *x)
{
	const char *token = text_of(x, "@presented_token");

	if (token == NULL || strncmp(token, "at_", 3) != 0)
		return exchange_establish_text(x, "opaque_claims", NULL);
	return establish(x, &sql_opaque_presented) && establish(x, &sql_opaque_find);
}
