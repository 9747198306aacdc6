/*
 * provider_logout: the authorization server says that a session is over.  It does so by itself,
 * with a token (OIDC Back-Channel Logout 1.0), or by way of the browser, in a frame of its own page
 * (Front-Channel Logout 1.0).  The browser's cookie is not needed for either: the row decides.
 */
#include "client/client.h"
#include "provider_logout.sql.h"

/* Which client of this program it is for; section 2.6 of Back-Channel Logout from here on. */
static bool
token_read(struct exchange *x)
{
	if (!has_value(x, ":logout_token"))
		refuse(x, "logout_token_missing");
	else if (establish(x, &sql_provider_logout_read) && !establish(x, &sql_provider_logout_app))
		refuse(x, "logout_issuer_unknown");
	if (!refused(x))
		record_token(x, &sql_provider_logout_presented);
	return !refused(x);
}

static bool
token_good(struct exchange *x)
{
	if (!provider_keys(x) || !establish(x, &sql_provider_logout_rules) ||
	    !establish(x, &sql_provider_logout_judge))
		return false;
	if (has_value(x, "@logout_flaw"))
		refuse(x, text_of(x, "@logout_flaw"));
	else if (!establish(x, &sql_provider_logout_first))
		refuse(x, "logout_token_replayed");
	return !refused(x);
}

/* Nobody is signed in any more: that is what was wanted. */
static void
sessions_end(struct exchange *x, const struct statement *counted, const struct statement *ending)
{
	if (!establish(x, counted) || !is_true(x, "@sessions"))
		return;
	establish(x, ending);
	record_event(x, "session.end", "client");
}

void
backchannel_logout_post(struct exchange *x)
{
	if (!token_read(x) || !token_good(x))
		return;
	sessions_end(
	    x, &sql_provider_logout_token_sessions, &sql_provider_logout_token_sessions_end);
	answer_empty(x, 200);
}

/* Section 2.8: 400, whatever is the matter with the token; 401 would ask for another one. */
void
refuse_logout_token(struct exchange *x)
{
	int status = (int)integer_of(x, "@error_status");

	answer(x, status == 401 ? 400 : status, &sql_provider_logout_refusal);
}

/* Any site may open this address: it has to know the name of the session, which no site does. */
void
frontchannel_logout_get(struct exchange *x)
{
	if (!has_value(x, ":iss") || !has_value(x, ":sid"))
		refuse(x, "logout_sid_missing");
	else if (!establish(x, &sql_provider_logout_framed_app))
		refuse(x, "logout_issuer_unknown");
	if (refused(x) || !establish(x, &sql_provider_logout_framed))
		return;
	sessions_end(
	    x, &sql_provider_logout_framed_sessions, &sql_provider_logout_framed_sessions_end);
	answer_page(x, 200, "client/signed_out.html", &sql_provider_logout_page);
}
