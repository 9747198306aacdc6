/*
 * backoff: who kept us waiting is not asked again for a moment.
 */
#include "web/fetch/fetch.h"
#include "oauth/backoff.h"
#include "backoff.sql.h"

bool
backoff_active(struct exchange *x, const struct backoff *backoff)
{
	return establish(x, backoff->active);
}

bool
backoff_probe(struct exchange *x, const struct backoff *backoff)
{
	if (!has_value(x, "@probe_until"))
		establish(x, backoff->probe);
	return commit(x);
}

void
backoff_judge(struct exchange *x, const struct backoff *backoff, const char *name)
{
	bool silent = fetch_status(x, name) == 0;
	bool probed = has_value(x, "@probe_until");

	if (refused(x))
		return;
	if (!silent && probed)
		establish(x, backoff->end);
	else if (silent && (probed || fetch_was_slow(x)) && establish(x, &sql_backoff_clock))
		establish(x, backoff->begin);
}

bool
backoff_fetch(struct exchange *x, const struct backoff *backoff, const char *name,
    const struct statement *request)
{
	if (!backoff_probe(x, backoff) || !fetch(x, name, request))
		return false;
	backoff_judge(x, backoff, name);
	return true;
}
