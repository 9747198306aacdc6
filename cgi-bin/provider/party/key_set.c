/*
 * key_set: the keys that a client signs with, registered with it or published at its jwks_uri.  A
 * key that is not there may be a new one, OIDC Core section 10.1.1, or an invention.
 */
#include "web/fetch/fetch.h"
#include "provider/party/party.h"
#include "key_set.sql.h"

/* Servers that an administrator named are few, and none of the strangers that patience is for. */
static bool
may_ask(struct exchange *x)
{
	return !fetch_is_nested(x) && (!is_true(x, "@jwks_is_strange") || patience_left(x)) &&
	       establish(x, &sql_key_set_ask);
}

/* No transaction is open while that server is asked: who else comes does not wait for it. */
static bool
asked(struct exchange *x)
{
	if (is_true(x, "@jwks_is_strange"))
		return patience_fetch(x, "key_set", &sql_key_set_request);
	return commit(x) && fetch_patiently(x, "key_set", &sql_key_set_request);
}

static bool
key_set_fetched(struct exchange *x)
{
	if (!asked(x) || !establish(x, &sql_key_set_read))
		return false;
	establish(x, &sql_key_set_keep);
	return commit(x);
}

bool
key_set_known(struct exchange *x, const struct statement *wanted)
{
	if (has_value(x, "@client_jwks"))
		return true;
	if (!establish(x, wanted) || !establish(x, &sql_key_set_kept))
		return false;
	if (establish(x, &sql_key_set_fit) || (may_ask(x) && key_set_fetched(x)) ||
	    establish(x, &sql_key_set_stand))
		return true;
	if (has_value(x, "@key_set_status"))
		establish(x, &sql_key_set_detail);
	header(x, "Retry-After", "5");
	refuse(x, "client_keys_unreachable");
	return false;
}
