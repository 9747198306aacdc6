/*
 * token: renewing a session's tokens, RFC 6749 section 6.  However many requests want a new one at
 * once, one of them refreshes, and the others wait for what it gets: a lease in a row, for no lock
 * may be held while a program waits for another.
 */
#include <time.h>

#include "web/fetch/fetch.h"
#include "client/client.h"
#include "token.sql.h"

/*
 * A refresh takes a moment.  After two seconds the browser is told to come again: workers are few,
 * and other requests need them.
 */
enum { POLLS = 40, POLL_NS = 50000000 };

/*
 * The provider says that the session is over, or what it says is false.  That is a logout; the end
 * of an access token is none.
 */
static bool
session_ends(struct exchange *x, const struct statement *ending, const char *reason)
{
	establish(x, ending);
	record_event(x, "session.end", "browser");
	refuse(x, reason);
	return false;
}

/* No transaction is open while it sleeps, so each look sees what is new. */
static bool
token_awaited(struct exchange *x)
{
	const struct timespec pause = {.tv_nsec = POLL_NS};
	int polls = establish(x, &sql_token_refresh_is_young) ? POLLS : 1;

	for (int i = 0; i < polls && !refused(x); i++) {
		if (establish(x, &sql_token_of_others))
			return true;
		if (establish(x, &sql_token_session_over))
			refuse(x, "session_over");
		else if (commit(x) && i + 1 < polls)
			nanosleep(&pause, NULL);
	}
	if (!refused(x))
		header(x, "Retry-After", "2");
	refuse(x, "refresh_pending");
	return false;
}

/*
 * One attempt, and a second one where the answer was lost: the provider says the same again, RFC
 * 9700 section 4.14.
 */
static bool
refresh_answered(struct exchange *x)
{
	if (!provider_ready(x) || !fetch(x, "attempt", &sql_token_refresh_request))
		return false;
	if (establish(x, &sql_token_attempt_stands))
		return true;
	return fetch(x, "token", &sql_token_refresh_request);
}

/*
 * An ID token may come along (OIDC Core 12.2).  Where sign-in would not accept it, or where it is
 * about another user, the tokens beside it are not believed either.
 */
static bool
identity_stands(struct exchange *x)
{
	if (!has_value(x, "@id_token"))
		return establish(x, &sql_token_identity_unsaid);
	if (!id_token_judged(x, &sql_token_id_token_expected)) {
		establish(x, &sql_token_refresh_token_keep);
		return false;
	}
	return !has_value(x, "@id_token_flaw") ||
	       session_ends(x, &sql_token_session_misled, text_of(x, "@id_token_flaw"));
}

/* Nor where the endpoint that the new token opens speaks of another user, OIDC Core 5.3.4. */
static bool
user_stands(struct exchange *x)
{
	return userinfo_renewed(x) ||
	       session_ends(x, &sql_token_session_misled, "userinfo_sub_mismatch");
}

/* The lease is given back, unless the session is over. */
static bool
refresh_failed(struct exchange *x)
{
	if (establish(x, &sql_token_refresh_denied))
		return session_ends(x, &sql_token_session_refused, "session_over");
	establish(x, &sql_token_lease_return);
	return provider_failed(x);
}

static bool
token_refreshed(struct exchange *x)
{
	if (!refresh_answered(x))
		return false;
	if (!provider_tokens(x))
		return refresh_failed(x);
	if (!identity_stands(x))
		return false;
	if (establish(x, &sql_token_replace) && establish(x, &sql_token_identity_replace))
		return commit(x) && user_stands(x);
	/* It took too long, and another request has the lease. */
	return commit(x) && token_awaited(x);
}

bool
token_renewed(struct exchange *x)
{
	bool mine;

	if (!is_true(x, "@renewable"))
		return session_ends(x, &sql_token_session_not_renewable, "session_over");
	/* The metadata first: what is asked under the lease has to end before the lease does. */
	if (!provider_metadata(x))
		return false;
	mine = establish(x, &sql_token_lease_name) && establish(x, &sql_token_lease_take);
	if (!commit(x))
		return false;
	return mine ? token_refreshed(x) : token_awaited(x);
}
