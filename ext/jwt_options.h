/*
 * What a caller may ask of a JSON Web Token when verifying and when signing one.
 */
#ifndef JWT_OPTIONS_H
#define JWT_OPTIONS_H

#include "jws_options.h"
#include "jwt_time.h"

#define JWT_LEEWAY_MAX 600         /* seconds: more than that is not clock skew */
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
    const char *text, size_t length, struct jwt_options *options, struct jose_detail *detail);

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
enum jose_error jwt_sign_options_read(
    const char *text, size_t length, struct jwt_sign_options *options, struct jose_detail *detail);

#endif
