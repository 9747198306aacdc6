/*
 * access_token: an access token as an API judges it, RFC 9068 section 4.
 */
#include "oauth/access_token.h"
#include "access_token.sql.h"

bool
access_token_read(struct exchange *x)
{
	return establish(x, &sql_access_token_read);
}

bool
access_token_judge(struct exchange *x)
{
	return establish(x, &sql_access_token_judge);
}
