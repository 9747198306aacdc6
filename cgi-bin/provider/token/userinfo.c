/*
 * userinfo: OIDC Core section 5.3.  For any live access token of this issuer whose scope has
 * openid.
 */
#include "oauth/bearer.h"
#include "oauth/error.h"
#include "provider/token/token.h"
#include "provider/user/user.h"
#include "userinfo.sql.h"

static bool
token_accepted(struct exchange *x)
{
	if (!bearer_read(x) || !establish(x, &sql_userinfo_token))
		return false;
	if (has_value(x, "@userinfo_flaw"))
		refuse(x, text_of(x, "@userinfo_flaw"));
	else if (!access_read(x) || !establish(x, &sql_userinfo_client))
		return false;
	else if (has_value(x, "@access_error"))
		refuse(x, text_of(x, "@access_error"));
	else if (!proof_bound(x))
		return false;
	else if (!access_lives(x))
		refuse(x, "token_revoked");
	else if (establish(x, &sql_userinfo_allowed) && !is_true(x, "@userinfo_allowed"))
		refuse(x, "openid_scope_missing");
	return !refused(x) && proof_spend(x);
}

/* Section 5.3.2: plain, or signed by the algorithm that its client is registered for. */
void
userinfo(struct exchange *x)
{
	if (!token_accepted(x) || !claims_known(x) || !establish(x, &sql_userinfo_claims))
		return;
	record_event(x, "userinfo.response", "client");
	if (has_value(x, "@userinfo_signed_response_alg"))
		answer_jwt(x, 200, &sql_userinfo_signed);
	else
		answer(x, 200, &sql_userinfo_body);
}

void
refuse_with_challenge(struct exchange *x)
{
	bearer_challenge(x, &sql_userinfo_challenge);
	refuse_in_json(x);
}
