/*
 * userinfo: OIDC Core section 5.3.  Many servers say who the user is at that endpoint alone.  Where
 * this client asks, what it hears has to be about the user of the ID token, and is kept beside what
 * that says.
 */
#include "web/fetch/fetch.h"
#include "client/client.h"
#include "userinfo.sql.h"

static bool
userinfo_heard(struct exchange *x, const struct statement *beside)
{
	return provider_known(x) && has_value(x, "@userinfo_endpoint") && establish(x, beside) &&
	       commit(x) && fetch(x, "userinfo", &sql_userinfo_request) &&
	       establish(x, &sql_userinfo_judge);
}

/* Before there is a session: else it could be one of another user. */
bool
userinfo_known(struct exchange *x)
{
	if (!is_true(x, "@asks_userinfo"))
		return establish(x, &sql_userinfo_unasked);
	if (!userinfo_heard(x, &sql_userinfo_beside_id_token))
		refuse(x, "userinfo_invalid");
	else if (has_value(x, "@userinfo_flaw"))
		refuse(x, text_of(x, "@userinfo_flaw"));
	return !refused(x);
}

/* The tokens are new already: an answer that is of no use changes nothing. */
bool
userinfo_renewed(struct exchange *x)
{
	if (!is_true(x, "@asks_userinfo") || !userinfo_heard(x, &sql_userinfo_beside_session))
		return !refused(x);
	if (establish(x, &sql_userinfo_is_of_another))
		return false;
	if (has_value(x, "@session_claims"))
		establish(x, &sql_userinfo_keep);
	return commit(x);
}
