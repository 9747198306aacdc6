/*
 * issue: what the token endpoint gives, RFC 6749 section 5.1: an access token (RFC 9068), with
 * openid an ID token, and the refresh token that the grant has made.
 */
#include "provider/key/key.h"
#include "provider/party/party.h"
#include "provider/user/user.h"
#include "provider/token/token.h"
#include "issue.sql.h"

/*
 * OIDC Core section 5.5: profile claims stand in an ID token only when the request asks for them
 * there.
 */
static bool
claims_given(struct exchange *x)
{
	if (!has_value(x, "@claims"))
		return establish(x, &sql_issue_claims_none);
	return claims_known(x) && establish(x, &sql_issue_claims);
}

/* Before anything is on disk: without keys nothing shall be spent. */
static bool
keys_ready(struct exchange *x)
{
	if (key_signs(x, &sql_issue_keys))
		return true;
	fault(x, "issue_keys: no key may sign");
	return false;
}

/*
 * What was decided is on disk first: an RSA signature takes as long as a write, and shall hold up
 * no other one.
 */
void
tokens_issue(struct exchange *x)
{
	if (!keys_ready(x) || !commit(x) || !subject_named(x) || !subject_session(x) ||
	    !establish(x, &sql_issue_access) || !opaque_given(x) || !claims_given(x) ||
	    !establish(x, &sql_issue_id))
		return;
	record_event(x, "token.response", "client");
	record_token(x, &sql_issue_issued);
	answer(x, 200, &sql_issue_response);
}

void
tokens_issue_first(struct exchange *x)
{
	if (establish(x, &sql_issue_grant) && refresh_token_first(x))
		tokens_issue(x);
}
