/*
 * The registered claims, RFC 7519 section 4.1.
 */
#ifndef JWT_CLAIMS_H
#define JWT_CLAIMS_H

#include "jws_walk.h"

/*
 * The registered claims that are checked, RFC 7519 section 4.1 and OpenID Connect Core section 2.
 */
enum jwt_claim {
	JWT_EXP,
	JWT_NBF,
	JWT_IAT,
	JWT_AUTH_TIME,
	JWT_AUD,
	JWT_ISS,
	JWT_SUB,
	JWT_NONCE,
	JWT_AZP,
	JWT_JTI,
	JWT_CLAIMS
};

/* Finds the registered claims; NULL for each that is not there. */
void jwt_find_claims(const struct json_table *table, const struct json_value *claim[JWT_CLAIMS]);
/* The first of them whose value is of the wrong type; JWT_CLAIMS when all is well. */
enum jwt_claim jwt_mistyped_claim(const struct json_value *const claim[JWT_CLAIMS]);
/* "exp", and what a wrong value should have been: "a number, the seconds since 1970" */
const char *jwt_claim_name(enum jwt_claim which);
const char *jwt_claim_takes(enum jwt_claim which, const struct json_value *value);
/* A step, RFC 8725 section 3.8: exactly the string that the caller wants, no list and no prefix. */
enum jws_status jwt_check_string(
    struct jws *jws, const struct json_value *claim, const struct json_value *wanted);
/* The last step of a walk, with what should have been there. */
enum jws_status jwt_check_types(struct jws *jws, const struct json_value *const claim[JWT_CLAIMS]);

#endif
