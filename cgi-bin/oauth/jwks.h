/*
 * jwks: the keys that another party publishes, RFC 7517 section 5.  Fetched once and kept by the
 * program for a while.  A key that is not there may be a new one, or an invention: then the server
 * is asked again, but at most once in 10 s.
 */
#ifndef OAUTH_JWKS_H
#define OAUTH_JWKS_H

#include "oauth/backoff.h"

/* Store statements about @authorization_server, on a table of the program's own. */
struct jwks {
	const struct backoff *backoff;

	/*
	 * A row in any case: @kept_jwks and @kept_fetched_at (NULL: nothing is kept), @jwks_cache
	 * in seconds, @jwks_reach (fetch.h), and @wanted_kid, which a token names (NULL: none).
	 */
	const struct statement *kept;
	const struct statement *ask;         /* a row: this request may ask */
	bool (*located)(struct exchange *x); /* then @jwks_uri is known; false: it cannot be had */
	const struct statement *keep;        /* @jwks */
	const struct statement *stand; /* @jwks: asked for a moment ago, and no key will come */
};

/* @jwks, with the wanted key where there is one.  false: nobody knows; nothing is answered. */
bool jwks_known(struct exchange *x, const struct jwks *jwks);

#endif
