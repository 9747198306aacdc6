/*
 * assertion: a client proves who it is by a JWT that it signed, by a key (private_key_jwt) or by
 * its secret (client_secret_jwt).  RFC 7521 section 4.2, RFC 7523 section 3.
 */
#include "provider/party/party.h"
#include "assertion.sql.h"

/* An endpoint may have said already what the record keeps of the request. */
static void
refuse_assertion(struct exchange *x, const char *reason)
{
	if (!has_value(x, "@detail"))
		establish(x, &sql_assertion_detail);
	refuse(x, reason);
}

static bool
key_known(struct exchange *x)
{
	if (has_value(x, "@secret_jwk"))
		return establish(x, &sql_assertion_secret);
	return key_set_known(x, &sql_assertion_kids) && establish(x, &sql_assertion_public);
}

bool
assertion_proves(struct exchange *x)
{
	if (!establish(x, &sql_assertion_client) || !key_known(x) ||
	    !establish(x, &sql_assertion_verify) || !establish(x, &sql_assertion_flaw))
		return false;
	if (has_value(x, "@assertion_flaw"))
		refuse_assertion(x, text_of(x, "@assertion_flaw"));
	else if (establish(x, &sql_assertion_used))
		refuse_assertion(x, "assertion_replayed");
	return !refused(x);
}

bool
assertion_spend(struct exchange *x)
{
	if (!has_value(x, "@jti_hash") || establish(x, &sql_assertion_spend))
		return !refused(x);
	if (establish(x, &sql_assertion_used)) {
		refuse_assertion(x, "assertion_replayed");
	} else {
		header(x, "Retry-After", "60");
		refuse_assertion(x, "proofs_full");
	}
	return !refused(x);
}

void
assertion_return(struct exchange *x)
{
	if (has_value(x, "@jti_hash"))
		establish(x, &sql_assertion_return);
}
