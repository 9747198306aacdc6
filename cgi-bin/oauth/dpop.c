/*
 * dpop: Demonstrating Proof of Possession, RFC 9449.  A proof is a token that its sender signs for
 * one request.  It brings its key along, and the access token says which key it has to be.
 */
#include <string.h>

#include "oauth/dpop.h"
#include "web/record.h"
#include "dpop.sql.h"

/* Sections 8 and 9: whoever shows a proof hears which nonce the next one needs. */
static void
tell_nonce(struct exchange *x)
{
	if (has_value(x, "@dpop_fresh_nonce"))
		header(x, "DPoP-Nonce", text_of(x, "@dpop_fresh_nonce"));
}

/* The record keeps every step of it. */
static void
refuse_proof(struct exchange *x)
{
	establish(x, &sql_dpop_why);
	refuse(x, "dpop_invalid");
}

/* Section 4.3. */
static bool
proof_judged(struct exchange *x, const struct dpop *dpop)
{
	record_token(x, &sql_dpop_seen);
	if (!establish(x, dpop->server) || !establish(x, &sql_dpop_expected) ||
	    !establish(x, &sql_dpop_verify))
		return false;
	tell_nonce(x);
	if (!has_value(x, "@dpop_jkt"))
		refuse_proof(x);
	else if (!is_true(x, "@dpop_nonce_stands"))
		refuse(x, "dpop_nonce_wanted");
	return !refused(x);
}

bool
dpop_read(struct exchange *x, const struct dpop *dpop)
{
	if (!has_value(x, "$dpop"))
		return exchange_establish_text(x, "dpop_jkt", NULL);
	return establish(x, &sql_dpop_unbound) && proof_judged(x, dpop);
}

static bool
comes_as_dpop(struct exchange *x)
{
	const char *scheme = text_of(x, "$authorization_scheme");

	return scheme != NULL && strcmp(scheme, "dpop") == 0;
}

/* Nothing is asked of the database for a bearer token. */
bool
dpop_bound(struct exchange *x, const struct dpop *dpop)
{
	if (!has_value(x, "@cnf") && !comes_as_dpop(x))
		return true;
	if (establish(x, &sql_dpop_binding) && has_value(x, "@binding_flaw"))
		refuse(x, text_of(x, "@binding_flaw"));
	return !refused(x) && proof_judged(x, dpop);
}

bool
dpop_spend(struct exchange *x, const struct dpop *dpop)
{
	if (!has_value(x, "@dpop_hash") || establish(x, dpop->spend))
		return true;
	refuse_because(x, dpop->spent);
	if (has_value(x, "$reason") && strcmp(text_of(x, "$reason"), "proofs_full") == 0)
		header(x, "Retry-After", "60");
	return false;
}
