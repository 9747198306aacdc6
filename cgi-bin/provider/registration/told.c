/*
 * told: what is registered of a client, RFC 7591 section 3.2.1.  It is read back: what the answer
 * says is so.
 */
#include "web/list.h"
#include "provider/registration/registration.h"
#include "told.sql.h"

void
told(struct exchange *x, int status)
{
	if (establish_list(x, "told_client", &sql_told_client) &&
	    establish_list(x, "told_redirect_uris", &sql_told_redirect_uris) &&
	    establish_list(x, "told_logout_uris", &sql_told_logout_uris) &&
	    establish_list(x, "told_request_uris", &sql_told_request_uris) &&
	    establish_list(x, "told_grant_types", &sql_told_grant_types) &&
	    establish_list(x, "told_scopes", &sql_told_scopes))
		answer(x, status, &sql_told_body);
}
