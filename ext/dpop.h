/*
 * Demonstrating Proof of Possession, RFC 9449.
 */
#ifndef DPOP_H
#define DPOP_H

#include "jws_walk.h"
#include "jwt_claims.h"
#include "jwt_time.h"

struct dpop_options {
	struct jws_options jws;
	struct json_value ath;
	struct json_value access_token;
	struct json_value nonce;
	struct json_value jkt;
	struct json_value max_age;
	struct json_value future;
	struct json_value now;

	/* What dpop_options_read makes of them. */
	char ath_expected[48]; /* "": none */
	int64_t max_age_seconds;
	int64_t future_seconds;
	struct json_decimal now_time;
};

/* Fills a zeroed struct, whose values then point into the text. */
enum jose_error dpop_options_read(
    const char *text, size_t length, struct dpop_options *options, struct jose_detail *detail);

struct dpop {
	struct jws jws; /* must be first: a step of the list gets this */
	const struct dpop_options *options;
	struct json_decimal now;
	const char *htm;
	const char *htu;
	struct jwk_set *key; /* owned: the one in the header */
	char jkt[JWK_THUMBPRINT_MAX + 1];
	const struct json_value *claim[JWT_CLAIMS];
};

/* Section 4.3: JOSE_OK, a refusal, or a fault.  dpop_clear is due in each case. */
enum jose_error dpop_verify(struct dpop *dpop);
void dpop_clear(struct dpop *dpop);

#endif
