/*
 * What a caller may ask of a JSON Web Token when verifying and when signing one.
 */

#include "json_value.h"
#include "jwt_options.h"

/* clang-format off */
#define VERIFY(member, types) { #member, types, offsetof(struct jwt_options, member) }
#define SIGN(member, types) { #member, types, offsetof(struct jwt_sign_options, member) }

static const struct option_rule verify_rules[] = {
	{ "alg", JSON_STRING, offsetof(struct jwt_options, jws.alg) },
	{ "algs", JSON_ARRAY, offsetof(struct jwt_options, jws.algs) },
	{ "typ", JSON_STRING, offsetof(struct jwt_options, jws.typ) },
	{ "crit", JSON_ARRAY, offsetof(struct jwt_options, jws.crit) },
	{ "max_length", JSON_NUMBER, offsetof(struct jwt_options, jws.max_length) },
	VERIFY(iss, JSON_STRING | JSON_ARRAY), /* any of these is trusted */
	VERIFY(aud, JSON_STRING | JSON_ARRAY), /* any of these is the caller */
	VERIFY(sub, JSON_STRING),
	VERIFY(azp, JSON_STRING),
	VERIFY(nonce, JSON_STRING),
	VERIFY(jti, JSON_STRING),
	VERIFY(exp, JSON_ANY), /* read_exp says what it takes */
	VERIFY(max_token_age, JSON_NUMBER),
	VERIFY(max_auth_age, JSON_NUMBER),
	VERIFY(leeway, JSON_NUMBER),
	VERIFY(require, JSON_ARRAY),
	VERIFY(absent, JSON_ARRAY),
	VERIFY(claims, JSON_OBJECT),
	VERIFY(now, JSON_NUMBER),
};

static const struct option_rule sign_rules[] = {
	{ "alg", JSON_STRING, offsetof(struct jwt_sign_options, jws.alg) },
	{ "kid", JSON_STRING, offsetof(struct jwt_sign_options, jws.kid) },
	{ "typ", JSON_STRING, offsetof(struct jwt_sign_options, jws.typ) },
	{ "header", JSON_OBJECT, offsetof(struct jwt_sign_options, jws.header) },
	{ "max_length", JSON_NUMBER, offsetof(struct jwt_sign_options, jws.max_length) },
	SIGN(expires_in, JSON_NUMBER),
	SIGN(not_before_in, JSON_NUMBER),
	SIGN(iat, JSON_NUMBER | JSON_BOOLEAN),
	SIGN(jti, JSON_STRING | JSON_BOOLEAN),
	SIGN(exp, JSON_ANY),
	SIGN(now, JSON_NUMBER),
};
/* clang-format on */

static enum jose_error
read_exp(
    const struct json_value *value, bool may_ignore, enum jwt_exp *mode, struct jose_detail *detail)
{
	*mode = JWT_EXP_REQUIRED;
	if (value->type == JSON_ABSENT || json_string_is(value, "required", 8))
		return JOSE_OK;
	*mode = JWT_EXP_OPTIONAL;
	if (json_string_is(value, "optional", 8))
		return JOSE_OK;
	*mode = JWT_EXP_IGNORED;
	if (may_ignore && json_string_is(value, "ignored", 7))
		return JOSE_OK;
	return option_error(detail, "exp",
	    may_ignore ? "required, optional or ignored"
		       : "required or optional; a date goes among the claims",
	    JOSE_OPTION_VALUE);
}

static enum jose_error
read_numbers(struct jwt_options *options, struct jose_detail *detail)
{
	const struct {
		const char *name;
		const struct json_value *value;
		int64_t most;
		int64_t *result;
	} numbers[] = {
	    {"leeway", &options->leeway, JWT_LEEWAY_MAX, &options->leeway_seconds},
	    {"max_token_age", &options->max_token_age, JWT_SECONDS_MAX, &options->token_age},
	    {"max_auth_age", &options->max_auth_age, JWT_SECONDS_MAX, &options->auth_age},
	};
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (numbers[i].value->type != JSON_ABSENT &&
		    !option_integer(numbers[i].value, 0, numbers[i].most, numbers[i].result))
			return option_range_error(detail, numbers[i].name, 0, numbers[i].most);
	return JOSE_OK;
}

static enum jose_error
read_lists(const struct jwt_options *options, struct jose_detail *detail)
{
	const struct {
		const char *name;
		const struct json_value *value;
		const char *takes;
	} lists[] = {{"iss", &options->iss, "a string or a list of strings"},
	    {"aud", &options->aud, "a string or a list of strings"},
	    {"require", &options->require, "a list of strings"},
	    {"absent", &options->absent, "a list of strings"}};
	size_t i;

	for (i = 0; i < sizeof lists / sizeof lists[0]; i++)
		if (lists[i].value->type != JSON_ABSENT && !json_all_strings(lists[i].value))
			return option_error(
			    detail, lists[i].name, lists[i].takes, JOSE_OPTION_TYPE);
	return JOSE_OK;
}

enum jose_error
jwt_options_read(
    const char *text, size_t length, struct jwt_options *options, struct jose_detail *detail)
{
	enum jose_error err = option_read(text, length, verify_rules,
	    sizeof verify_rules / sizeof verify_rules[0], options, detail);

	if (err == JOSE_OK)
		err = jws_options_finish(&options->jws, detail);
	if (err == JOSE_OK)
		err = read_exp(&options->exp, true, &options->exp_mode, detail);
	if (err == JOSE_OK)
		err = read_numbers(options, detail);
	if (err == JOSE_OK)
		err = jwt_time_option(&options->now, &options->now_time, detail);
	return err == JOSE_OK ? read_lists(options, detail) : err;
}

enum jose_error
jwt_sign_options_read(
    const char *text, size_t length, struct jwt_sign_options *options, struct jose_detail *detail)
{
	enum jose_error err = option_read(
	    text, length, sign_rules, sizeof sign_rules / sizeof sign_rules[0], options, detail);

	if (err == JOSE_OK)
		err = jws_sign_options_finish(&options->jws, detail);
	return err == JOSE_OK ? read_exp(&options->exp, false, &options->exp_mode, detail) : err;
}
