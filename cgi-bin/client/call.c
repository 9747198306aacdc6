/*
 * call: one request to the API with the session's access token.  A user does not notice that the
 * token has ended: it is renewed before the request, or after the API refused it.
 */
#include "web/fetch/fetch.h"
#include "client/client.h"
#include "call.sql.h"

bool
call_made(struct exchange *x)
{
	if (establish(x, &sql_call_token_fresh)) {
		if (!commit(x) || !fetch(x, "try", &sql_call_try_request) || !key_nonce_of_api(x))
			return false;
		if (establish(x, &sql_call_try_stands))
			return true;
	}
	return !refused(x) && token_renewed(x) && fetch(x, "call", &sql_call_request) &&
	       key_nonce_of_api(x);
}
