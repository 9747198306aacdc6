/*
 * key: the key that this client's tokens are bound to, RFC 9449.  It is made once, and stays here.
 */
#include "client/client.h"
#include "key.sql.h"

bool
key_ready(struct exchange *x)
{
	if (!is_true(x, "@dpop_bound_access_tokens") || has_value(x, "@kept_jwk"))
		return establish(x, &sql_key_kept);
	return commit(x) && establish(x, &sql_key_new) && establish(x, &sql_key_keep);
}

/* Sections 8 and 9: the next request begins with it, and need not be sent twice. */
static bool
nonce_kept(struct exchange *x, const struct statement *keep)
{
	if (!has_value(x, "$nonce"))
		return true;
	establish(x, keep);
	return commit(x);
}

bool
key_nonce_of_provider(struct exchange *x)
{
	return nonce_kept(x, &sql_key_nonce_of_provider);
}

bool
key_nonce_of_api(struct exchange *x)
{
	return nonce_kept(x, &sql_key_nonce_of_api);
}
