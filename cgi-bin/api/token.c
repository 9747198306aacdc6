/*
 * token: the access token of a request, judged as RFC 9068 section 4 says; then what it allows.
 * Whatever else is sent instead is refused in the same words, and the flow record says what it was.
 */
#include "oauth/access_token.h"
#include "oauth/bearer.h"
#include "api/api.h"
#include "token.sql.h"

static bool
token_presented(struct exchange *x)
{
	if (establish(x, &sql_token_in_query))
		refuse(x, "token_in_query");
	else if (bearer_read(x) && !has_value(x, "@bearer"))
		refuse(x, "token_missing");
	else if (access_token_read(x))
		record_token(x, &sql_token_presented);
	return !refused(x);
}

/* The provider's refresh tokens are no JWTs, and their prefix says what they are. */
static bool
token_for_api(struct exchange *x)
{
	if (!is_true(x, "@token_is_refresh"))
		return true;
	establish(x, &sql_token_refresh_detail);
	refresh_token_hand_in(x);
	refuse(x, "refresh_token_at_api");
	return false;
}

/*
 * What the token says of its issuer is not verified yet: it selects a row, and that is all.  A
 * stranger's token is judged against no key, so that the record can show what else would have been
 * wrong.
 */
static bool
issuer_selected(struct exchange *x)
{
	if (establish(x, &sql_token_issuer_trusted))
		return issuer_keys(x);
	if (!establish(x, &sql_token_issuer_expected))
		refuse(x, "issuer_unknown");
	return !refused(x);
}

static bool
token_valid(struct exchange *x)
{
	if (is_true(x, "@token_is_opaque"))
		return introspection_speaks(x) && establish(x, &sql_token_claims) &&
		       proof_sufficient(x);
	if (!issuer_selected(x) || !access_token_judge(x))
		return false;
	if (establish(x, &sql_token_claims))
		return proof_sufficient(x) &&
		       (!is_true(x, "@is_introspected") || introspection_passed(x));
	refuse_because(x, &sql_token_why);
	return false;
}

bool
token_allows(struct exchange *x, const struct statement *needs)
{
	if (!establish(x, needs) || !resource_here(x) || !token_presented(x) || !token_for_api(x) ||
	    !token_valid(x))
		return false;
	if (establish(x, &sql_token_suffices))
		return proof_spend(x);
	refuse_because(x, &sql_token_lacks);
	return false;
}
