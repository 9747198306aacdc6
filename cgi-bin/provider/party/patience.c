/*
 * patience: strangers name addresses that this server asks, and while it waits for one of them a
 * worker does nothing else.  What is slow is counted, by the network of whoever caused it; of too
 * many nothing more is asked for a while.
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

void
patience_spent(struct exchange *x)
{
	if (!fetch_was_slow(x) || !network_named(x))
		return;
	establish(x, &sql_patience_count);
	commit(x);
}
