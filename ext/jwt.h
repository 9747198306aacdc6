/*
 * JSON Web Tokens, RFC 7519, with the best current practices of RFC 8725.
 */
#ifndef JWT_H
#define JWT_H

#include "jws.h"
#include "jwt_time.h"

#define JWT_LEEWAY_MAX 600         /* seconds: more than that is no clock skew */
#define JWT_SECONDS_MAX 4294967296 /* 136 years: how far a date may be from now */

/* Whether a token must end: the option exp. */
enum jwt_exp { JWT_EXP_REQUIRED, JWT_EXP_OPTIONAL, JWT_EXP_IGNORED };

struct jwt_options {
	struct jws_options jws;
	struct json_value iss;
	struct json_value aud;
	struct json_value sub;
	struct json_value azp;
	struct json_value nonce;
	struct json_value jti;
	struct json_value exp;
	struct json_value max_token_age;
	struct json_value max_auth_age;
	struct json_value leeway;
	struct json_value require;
	struct json_value absent;
	struct json_value claims;
	struct json_value now;

	/* What jwt_options_read makes of them. */
	enum jwt_exp exp_mode;
	int64_t leeway_seconds;
	int64_t token_age;
	int64_t auth_age;
	struct json_decimal now_time;
};

/* Fills a zeroed struct, whose values then point into the text. */
enum jose_error jwt_options_read(
    const char *text, size_t length, struct jwt_options *options, struct option_culprit *culprit);

/* The claims that mean something to everybody, RFC 7519 section 4.1 and OpenID Connect Core
 * section 2. */
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

struct jwt {
	struct jws jws; /* must be first: a step of the list gets this */
	const struct jwt_options *options;
	struct json_decimal now;
	const struct json_value *claim[JWT_CLAIMS]; /* NULL: not there */
	struct json_value wanted; /* of the claim at fault, from a table that is no more */
};

/* The address of the jws is that of its jwt, for it comes first. */
static inline struct jwt *
jwt_of(struct jws *jws)
{
	return (struct jwt *)jws;
}

/* Whether the token is valid: JOSE_OK, a refusal, or a fault.  jwt_clear is due in each case. */
enum jose_error jwt_verify(struct jwt *jwt);
void jwt_clear(struct jwt *jwt);

/* Finds the registered claims; NULL for each that is not there. */
void jwt_find_claims(const struct json_table *table, const struct json_value *claim[JWT_CLAIMS]);
/* The first of them whose value is of the wrong type; JWT_CLAIMS when all is well. */
enum jwt_claim jwt_mistyped_claim(const struct json_value *const claim[JWT_CLAIMS]);
/* "exp", and what its value, which is another, should be: "a number, the seconds since 1970" */
const char *jwt_claim_name(enum jwt_claim which);
const char *jwt_claim_takes(enum jwt_claim which, const struct json_value *value);
/* A step: exactly the string that the caller wants, no list and no prefix (RFC 8725 section 3.8).
 */
enum jws_status jwt_check_string(
    struct jws *jws, const struct json_value *claim, const struct json_value *wanted);
/* The last step of a walk, with what should have been there. */
enum jws_status jwt_check_types(struct jws *jws, const struct json_value *const claim[JWT_CLAIMS]);

struct jwt_sign_options {
	struct jws_sign_options jws;
	struct json_value expires_in;
	struct json_value not_before_in;
	struct json_value iat;
	struct json_value jti;
	struct json_value exp;
	struct json_value now;

	/* What jwt_sign_options_read makes of it. */
	enum jwt_exp exp_mode;
};

/* Fills a zeroed struct, whose values then point into the text. */
enum jose_error jwt_sign_options_read(const char *text, size_t length,
    struct jwt_sign_options *options, struct option_culprit *culprit);
/* now is the clock, unless the options name another.  The caller frees *token. */
enum jose_error jwt_sign(const char *claims, size_t length, const struct jwk_set *keys,
    const struct jwt_sign_options *options, struct json_decimal now, char **token,
    size_t *token_length, struct option_culprit *culprit);

#endif
