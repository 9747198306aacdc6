/*
 * proof: a DPoP proof that comes to this server, RFC 9449: where tokens are asked for, it is of the
 * key that they will be bound to (section 5); where one is shown, of the key that it is bound to
 * (section 7).
 */
#include "oauth/dpop.h"
#include "provider/token/token.h"
#include "proof.sql.h"

static const struct dpop dpop = {
    .server = &sql_proof_server,
    .spend = &sql_proof_spend,
    .spent = &sql_proof_spent,
};

bool
proof_read(struct exchange *x)
{
	return dpop_read(x, &dpop);
}

bool
proof_bound(struct exchange *x)
{
	return dpop_bound(x, &dpop);
}

bool
proof_spend(struct exchange *x)
{
	return dpop_spend(x, &dpop);
}

void
proof_return(struct exchange *x)
{
	if (has_value(x, "@dpop_hash") && has_value(x, "$reason"))
		establish(x, &sql_proof_return);
}
