/*
 * issuer: what the API asks a trusted issuer for, over HTTP.  Its metadata (RFC 8414), its keys
 * (RFC 7517), and to revoke what came to the wrong place (RFC 7009).
 */
#include "web/fetch.h"
#include "api/api.h"
#include "issuer.sql.h"

/* The record says what was asked and what came; who kept us waiting is left alone for a moment. */
static bool
nothing_came(struct exchange *x, const char *fetched, const struct statement *detail)
{
	establish(x, detail);
	if (!refused(x) && fetch_status(x, fetched) == 0 && fetch_was_slow(x) &&
	    establish(x, &sql_silence_clock))
		establish(x, &sql_silence_begin);
	return false;
}

/* Metadata, then keys; what came is kept, with nothing open while it is awaited. */
static bool
keys_fetched(struct exchange *x)
{
	if (!commit(x) || !fetch(x, "metadata", &sql_metadata_request))
		return false;
	if (!establish(x, &sql_metadata_read))
		return nothing_came(x, "metadata", &sql_metadata_detail);
	if (!fetch(x, "keys", &sql_keys_request))
		return false;
	if (!establish(x, &sql_keys_read))
		return nothing_came(x, "keys", &sql_keys_detail);
	return establish(x, &sql_keys_keep);
}

/*
 * A key that is not there may be a new one, or an invention: the issuer is asked again, but at most
 * once in 10 s.  Without an answer nobody knows, and that is 503: no verdict on the token.
 */
bool
issuer_keys(struct exchange *x)
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
	header(x, "Retry-After", "5");
	refuse(x, "jwks_unreachable");
	return false;
}

/* It has been where it should not be, and possession is all that a revocation needs.  Nobody waits
 * for success. */
void
issuer_hand_in(struct exchange *x)
{
	if (!establish(x, &sql_refresh_shape) || !establish(x, &sql_issuer_of_refresh) ||
	    !establish(x, &sql_refresh_hand_in) || !commit(x))
		return;
	if (!establish(x, &sql_revocation_kept) &&
	    !(fetch(x, "metadata", &sql_metadata_request) && establish(x, &sql_metadata_read) &&
		establish(x, &sql_revocation_read)))
		return;
	fetch(x, "revocation", &sql_revocation_request);
}
