/*
 * issuer: what this API keeps of the authorization servers that it trusts, asked for over HTTP:
 * their metadata (RFC 8414) and their keys (RFC 7517).
 */
#include "oauth/discovery.h"
#include "oauth/jwks.h"
#include "api/api.h"
#include "issuer.sql.h"

const struct backoff issuer_backoff = {
    .active = &sql_issuer_backoff_active,
    .probe = &sql_issuer_backoff_probe,
    .begin = &sql_issuer_backoff_begin,
    .end = &sql_issuer_backoff_end,
};

static const struct discovery discovery = {
    .backoff = &issuer_backoff,
    .kept = &sql_issuer_metadata_kept,
    .keep = &sql_issuer_metadata_keep,
};

static const struct jwks jwks = {
    .backoff = &issuer_backoff,
    .kept = &sql_issuer_jwks_kept,
    .ask = &sql_issuer_jwks_ask,
    .located = issuer_known,
    .keep = &sql_issuer_jwks_keep,
    .stand = &sql_issuer_jwks_stand,
};

bool
issuer_known(struct exchange *x)
{
	return discovery_known(x, &discovery);
}

/* Without keys nobody knows, and that is no verdict on the token: 503, RFC 9110 section 15.6.4. */
bool
issuer_keys(struct exchange *x)
{
	if (jwks_known(x, &jwks))
		return true;
	if (!refused(x))
		header(x, "Retry-After", "5");
	refuse(x, "jwks_unreachable");
	return false;
}
