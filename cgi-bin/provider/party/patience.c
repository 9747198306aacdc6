/*
 * patience: strangers name addresses that this server asks, and while it waits for one of them a
 * worker does nothing else.  So few workers wait at a time, whoever makes them; and what is slow is
 * counted, by the network of whoever caused it: of too many nothing more is asked for a while.
 */
#include "web/fetch/fetch.h"
#include "provider/party/party.h"
#include "patience.sql.h"

static bool
network_named(struct exchange *x)
{
	return has_value(x, "@patience_network") || establish(x, &sql_patience_name);
}

bool
patience_left(struct exchange *x)
{
	return !has_value(x, "@patience_ends_at") && network_named(x) &&
	       !establish(x, &sql_patience_worn) && !refused(x);
}

bool
patience_admits(struct exchange *x)
{
	if (!patience_left(x) && !refused(x)) {
		header(x, "Retry-After", "30");
		refuse(x, "patience_worn");
	}
	return !refused(x);
}

/* An exchange may take its place several times: no @name is established. */
bool
patience_begins(struct exchange *x)
{
	if (!fetch_is_nested(x) && exchange_run(x, &sql_patience_take, x, NULL) == STORE_ROW)
		return true;
	if (!refused(x)) {
		header(x, "Retry-After", "5");
		refuse(x, "fetches_taken");
	}
	return false;
}

void
patience_ends(struct exchange *x)
{
	establish(x, &sql_patience_leave);
}

bool
patience_fetch(struct exchange *x, const char *name, const struct statement *request)
{
	bool asked = patience_begins(x) && commit(x) && fetch_patiently(x, name, request);

	patience_ends(x);
	if (!asked || !fetch_was_slow(x) || !network_named(x))
		return asked;
	establish(x, &sql_patience_count);
	return commit(x);
}
