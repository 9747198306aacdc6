/*
 * provider: the authorization server as its client sees it, by what it publishes (RFC 8414, RFC
 * 7517), kept for a while.
 */
#include "web/fetch.h"
#include "client/client.h"
#include "provider.sql.h"

/*
 * Who kept us waiting is not asked again for a moment: else each request would wait for it, in a
 * worker that others wait for.  Then one asks, and what that one hears holds for all.
 */
bool
provider_probed(struct exchange *x)
{
	establish(x, &sql_silence_probe);
	return commit(x);
}

static void
silence_judged(struct exchange *x, const char *fetched)
{
	bool probe = has_value(x, "@probe_until");

	if (refused(x))
		return;
	if (fetch_status(x, fetched) != 0 && probe)
		establish(x, &sql_silence_over);
	else if (fetch_status(x, fetched) == 0 && (probe || fetch_was_slow(x)) &&
		 establish(x, &sql_silence_clock))
		establish(x, &sql_silence_begin);
}

/* Nobody knows, so this is no verdict on a session or a token. */
bool
provider_failed(struct exchange *x)
{
	if (!refused(x))
		header(x, "Retry-After", "2");
	refuse(x, "provider_unreachable");
	return false;
}

static bool
metadata_fetched(struct exchange *x)
{
	if (!provider_probed(x) || !fetch(x, "metadata", &sql_metadata_request))
		return false;
	silence_judged(x, "metadata");
	if (establish(x, &sql_metadata_read))
		return establish(x, &sql_metadata_keep) && commit(x);
	establish(x, &sql_metadata_detail);
	return false;
}

bool
provider_known(struct exchange *x)
{
	if (establish(x, &sql_provider_silent))
		return false;
	return establish(x, &sql_metadata_kept) || (!refused(x) && metadata_fetched(x));
}

bool
provider_metadata(struct exchange *x)
{
	return provider_known(x) || provider_failed(x);
}

static bool
keys_fetched(struct exchange *x)
{
	if (!provider_probed(x) || !fetch(x, "keys", &sql_keys_request))
		return false;
	silence_judged(x, "keys");
	if (establish(x, &sql_keys_read))
		return establish(x, &sql_keys_keep) && commit(x);
	establish(x, &sql_keys_detail);
	return false;
}

/* A key that is not there may be a new one, or an invention: the provider is asked again, at most
 * once in 10 s. */
bool
provider_keys(struct exchange *x)
{
	if (!establish(x, &sql_keys_kept))
		return false;
	if (establish(x, &sql_keys_fit))
		return true;
	if (!establish(x, &sql_keys_ask)) {
		if (establish(x, &sql_keys_stand))
			return true;
	} else if (keys_fetched(x)) {
		return true;
	}
	return provider_failed(x);
}

/* RFC 6749 section 5.1. */
bool
tokens_received(struct exchange *x)
{
	silence_judged(x, "token");
	if (establish(x, &sql_token_response))
		return true;
	establish(x, &sql_token_detail);
	return false;
}
