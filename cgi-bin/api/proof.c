/*
 * proof: a token that is bound to a key comes with a proof of that key, RFC 9449 section 7.
 */
#include "oauth/dpop.h"
#include "api/api.h"
#include "proof.sql.h"

static const struct dpop dpop = {
    .server = &sql_proof_server,
    .spend = &sql_proof_spend,
    .spent = &sql_proof_spent,
};

bool
proof_sufficient(struct exchange *x)
{
	if (has_value(x, "@sender_flaw"))
		refuse(x, text_of(x, "@sender_flaw"));
	return !refused(x) && dpop_bound(x, &dpop);
}

bool
proof_spend(struct exchange *x)
{
	return dpop_spend(x, &dpop);
}
