/*
 * provider: the authorization server as its client sees it: by what it publishes (RFC 8414, RFC
 * 7517), and by what its token endpoint says.
 */
#include "oauth/discovery.h"
#include "oauth/jwks.h"
#include "client/client.h"
#include "provider.sql.h"

static const struct backoff backoff = {
    .active = &sql_provider_backoff_active,
    .probe = &sql_provider_backoff_probe,
    .begin = &sql_provider_backoff_begin,
    .end = &sql_provider_backoff_end,
};

static const struct discovery discovery = {
    .backoff = &backoff,
    .kept = &sql_provider_metadata_kept,
    .keep = &sql_provider_metadata_keep,
};

static const struct jwks jwks = {
    .backoff = &backoff,
    .kept = &sql_provider_jwks_kept,
    .ask = &sql_provider_jwks_ask,
    .located = provider_known,
    .keep = &sql_provider_jwks_keep,
    .stand = &sql_provider_jwks_stand,
};

/* Nobody knows, so this is no verdict on a session or a token: 503, RFC 9110 section 15.6.4. */
bool
provider_failed(struct exchange *x)
{
	if (!refused(x))
		header(x, "Retry-After", "2");
	refuse(x, "provider_unreachable");
	return false;
}

bool
provider_known(struct exchange *x)
{
	return discovery_known(x, &discovery);
}

bool
provider_metadata(struct exchange *x)
{
	return provider_known(x) || provider_failed(x);
}

bool
provider_keys(struct exchange *x)
{
	return jwks_known(x, &jwks) || provider_failed(x);
}

/* RFC 6749 section 2.3.1. */
bool
provider_ready(struct exchange *x)
{
	return establish(x, &sql_provider_authentication) && backoff_probe(x, &backoff);
}

/* RFC 6749 section 5.1. */
bool
provider_tokens(struct exchange *x)
{
	if (!key_nonce_of_provider(x))
		return false;
	backoff_judge(x, &backoff, "token");
	if (establish(x, &sql_provider_token_response))
		return true;
	establish(x, &sql_provider_token_detail);
	return false;
}
