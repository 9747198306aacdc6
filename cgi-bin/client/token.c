/*
 * token: renewing a session's tokens, RFC 6749 section 6.  However many requests want a new one at
 * once, one of them refreshes, and the others wait for what it gets: a lease in a row, for no lock
 * may be held while a program waits for another.
 */
#include <time.h>

#include "web/fetch.h"
#include "client.h"
#include "token.sql.h"

/* A little longer than the lease, which covers two attempts of 5 s. */
enum { POLLS = 260, POLL_NS = 50000000 };

/* The provider says that it is over: that is the logout, not the end of an access token. */
static bool
session_ends(struct exchange *x, const struct statement *ending)
{
	establish(x, ending);
	event_begin(x, "session.end", "browser", "front");
	refuse(x, "session_over");
	return false;
}

/* One attempt; and a second one when the answer was lost: the provider then says the same again
 * (RFC 9700 section 4.14). */
static bool
refresh_sent(struct exchange *x)
{
	if (!provider_known(x) || !fetch(x, "attempt", &sql_refresh_request))
		return false;
	if (establish(x, &sql_attempt_stands))
		return true;
	return fetch(x, "refresh", &sql_refresh_request) && establish(x, &sql_refresh_arrived);
}

/* An ID token that comes along is taken when it is about the same user, OIDC Core 12.2; else the
 * first one stands. */
static bool
token_kept(struct exchange *x)
{
	establish(x, &sql_keys_at_hand);
	return establish(x, &sql_id_token_renewed) && establish(x, &sql_token_replace) &&
	       establish(x, &sql_identity_replace) && settle(x);
}

static bool
token_refreshed(struct exchange *x)
{
	if (refresh_sent(x)) {
		if (establish(x, &sql_refresh_read) && token_kept(x))
			return true;
		if (establish(x, &sql_refresh_denied))
			return session_ends(x, &sql_session_refused);
	}
	establish(x, &sql_lease_return);
	refuse(x, "provider_unreachable");
	return false;
}

/* Nothing is held while it sleeps, so each look is a new one. */
static bool
token_awaited(struct exchange *x)
{
	const struct timespec pause = {.tv_nsec = POLL_NS};

	for (int i = 0; i < POLLS && !refused(x); i++) {
		if (establish(x, &sql_token_of_others))
			return true;
		if (establish(x, &sql_session_over)) {
			refuse(x, "session_over");
			return false;
		}
		if (settle(x))
			nanosleep(&pause, NULL);
	}
	header(x, "Retry-After", "5");
	refuse(x, "refresh_pending");
	return false;
}

bool
token_renewed(struct exchange *x)
{
	bool mine;

	if (!truth_of(x, "@renewable"))
		return session_ends(x, &sql_session_not_renewable);
	mine = establish(x, &sql_lease_name) && establish(x, &sql_lease_take);
	if (!settle(x))
		return false;
	return mine ? token_refreshed(x) : token_awaited(x);
}
