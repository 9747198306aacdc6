/*
 * callback: the browser comes back with a code (RFC 6749 section 4.1.2), the client trades it for
 * tokens and judges the ID token as OIDC Core 3.1.3.7 says.  Only then there is a session.
 */
#include "web/fetch/fetch.h"
#include "client/client.h"
#include "callback.sql.h"

/* How long the browser keeps the cookie, at most; when the session ends, its row says. */
enum { SESSION_SECONDS = 2592000 };

/* One that this browser began; or, with the setting state_check off, the answer of any. */
static bool
login_known(struct exchange *x)
{
	return establish(x, &sql_callback_login_named) &&
	       (establish(x, &sql_callback_login_take) ||
		   establish(x, &sql_callback_login_unchecked));
}

/*
 * The login that this browser began, spent now whatever follows; and the provider that has to
 * answer.
 */
static bool
login_taken(struct exchange *x)
{
	if (!login_known(x) || !establish(x, &sql_callback_app)) {
		refuse_because(x, &sql_callback_login_why);
		return false;
	}
	if (has_value(x, "$login_cookie"))
		cookie_keep_member(x, "login", ":state", "$login_cookie", 0);
	return commit(x) && provider_metadata(x);
}

/* RFC 9207 section 2.4, before anything else is believed, an error included. */
static bool
answer_acceptable(struct exchange *x)
{
	if (!establish(x, &sql_callback_is_from_provider))
		refuse(x, "iss_mismatch");
	else if (!establish(x, &sql_callback_has_code))
		refuse_because(x, &sql_callback_why);
	return !refused(x);
}

/* RFC 6749 section 4.1.3, OIDC Core 3.1.3.3. */
static bool
code_redeemed(struct exchange *x)
{
	if (!provider_ready(x) || !fetch(x, "token", &sql_callback_token_request))
		return false;
	if (provider_tokens(x) && has_value(x, "@id_token"))
		return true;
	if (establish(x, &sql_callback_code_refused))
		refuse(x, text_of(x, "@code_flaw"));
	return provider_failed(x);
}

/* OIDC Core 3.1.3.7. */
static bool
id_token_valid(struct exchange *x)
{
	if (!id_token_judged(x, &sql_callback_id_token_expected))
		return false;
	if (has_value(x, "@id_token_flaw"))
		refuse(x, text_of(x, "@id_token_flaw"));
	return !refused(x);
}

/* Each login has a new cookie, and the session that this browser had before is over. */
static void
session_begin(struct exchange *x)
{
	if (!establish(x, &sql_callback_session_secrets) ||
	    !establish(x, &sql_callback_session_insert) ||
	    !establish(x, &sql_callback_session_tokens))
		return;
	if (session_cookie(x) && has_value(x, "@cookie_id"))
		establish(x, &sql_callback_session_before);
	record_event(x, "session.start", "browser");
	record_token(x, &sql_callback_session_issued);
	cookie_keep(x, "@session_cookie", SESSION_SECONDS);
	answer_redirect(x, &sql_callback_back);
}

static void
callback(struct exchange *x)
{
	if (has_value(x, ":code"))
		record_token(x, &sql_callback_code_presented);
	if (login_taken(x) && answer_acceptable(x) && code_redeemed(x) && id_token_valid(x) &&
	    userinfo_known(x))
		session_begin(x);
}

void
callback_get(struct exchange *x)
{
	if (cookie_find(x, "login", ":state"))
		callback(x);
}

/*
 * A form from another site comes without our cookie, which is SameSite=Lax.  The browser is asked
 * to send the same as a GET, and brings the cookie along.
 */
void
callback_post(struct exchange *x)
{
	if (!cookie_find(x, "login", ":state"))
		return;
	if (has_value(x, "$login_cookie"))
		callback(x);
	else
		answer_redirect(x, &sql_callback_again);
}
