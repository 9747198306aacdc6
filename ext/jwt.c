/*
 * Validating a JSON Web Token, RFC 7519 section 7.2: after the steps of its signature, those of its
 * claims.
 */
#include <inttypes.h>
#include <string.h>

#include "jwt.h"

/* The address of the jws is that of its jwt, for it comes first. */
static struct jwt *
jwt_of(struct jws *jws)
{
	return (struct jwt *)jws;
}

static enum jws_status
check_exp_missing(struct jws *jws)
{
	const struct jwt *jwt = jwt_of(jws);

	jws->actual = jwt->claim[JWT_EXP];
	if (jwt->claim[JWT_EXP] != NULL)
		return JWS_PASS;
	return jwt->options->exp_mode == JWT_EXP_REQUIRED ? JWS_FAIL : JWS_SKIP;
}

static enum jws_status
check_expired(struct jws *jws)
{
	const struct jwt *jwt = jwt_of(jws);
	double exp;

	jws->actual = jwt->claim[JWT_EXP];
	if (!jwt_date(jwt->claim[JWT_EXP], &exp))
		return JWS_SKIP; /* missing: said above; mistyped: said below */
	jws_note(
	    jws, jws->expected_note, "after %" PRId64, jwt->now - jwt->options->leeway_seconds);
	if (jwt->options->exp_mode == JWT_EXP_IGNORED)
		return JWS_INFO;
	return (double)jwt->now < exp + (double)jwt->options->leeway_seconds ? JWS_PASS : JWS_FAIL;
}

/* nbf and iat: not later than now. */
static enum jws_status
check_begun(struct jws *jws, enum jwt_claim which)
{
	const struct jwt *jwt = jwt_of(jws);
	int64_t latest = jwt->now + jwt->options->leeway_seconds;
	double date;

	jws->actual = jwt->claim[which];
	if (!jwt_date(jwt->claim[which], &date))
		return JWS_SKIP;
	jws_note(jws, jws->expected_note, "at most %" PRId64, latest);
	return date <= (double)latest ? JWS_PASS : JWS_FAIL;
}

static enum jws_status
check_not_yet_valid(struct jws *jws)
{
	return check_begun(jws, JWT_NBF);
}

static enum jws_status
check_issued_in_future(struct jws *jws)
{
	return check_begun(jws, JWT_IAT);
}

/* A claim that the caller's option needs but that is missing is refused as missing. */
static bool
older(const struct jwt *jwt, const struct json_value *option, enum jwt_claim which, int64_t age)
{
	double date;

	if (option->type == JSON_ABSENT || !jwt_date(jwt->claim[which], &date))
		return false;
	return date < (double)(jwt->now - age - jwt->options->leeway_seconds);
}

static enum jws_status
check_too_old(struct jws *jws)
{
	const struct jwt *jwt = jwt_of(jws);
	const struct jwt_options *options = jwt->options;
	bool old_token = older(jwt, &options->max_token_age, JWT_IAT, options->token_age);
	bool old_login = older(jwt, &options->max_auth_age, JWT_AUTH_TIME, options->auth_age);

	if (options->max_token_age.type == JSON_ABSENT && options->max_auth_age.type == JSON_ABSENT)
		return JWS_SKIP;
	jws->actual = jwt->claim[old_login && !old_token ? JWT_AUTH_TIME : JWT_IAT];
	jws_note(jws, jws->expected_note, "at least %" PRId64,
	    jwt->now - options->leeway_seconds -
		(old_login && !old_token ? options->auth_age : options->token_age));
	return old_token || old_login ? JWS_FAIL : JWS_PASS;
}

/* Exactly the string that the caller names: no list, no prefix (RFC 8725 section 3.8). */
static enum jws_status
check_string(struct jws *jws, const struct json_value *wanted, enum jwt_claim which)
{
	const struct json_value *claim = jwt_of(jws)->claim[which];

	jws->actual = claim;
	if (wanted->type == JSON_ABSENT)
		return claim == NULL ? JWS_SKIP : JWS_INFO;
	jws->expected = wanted;
	return claim != NULL && json_equal(claim, wanted) ? JWS_PASS : JWS_FAIL;
}

static enum jws_status
check_iss(struct jws *jws)
{
	return check_string(jws, &jwt_of(jws)->options->iss, JWT_ISS);
}

static enum jws_status
check_aud_missing(struct jws *jws)
{
	const struct jwt *jwt = jwt_of(jws);

	if (jwt->options->aud.type == JSON_ABSENT)
		return JWS_SKIP;
	jws->expected = &jwt->options->aud;
	return jwt->claim[JWT_AUD] == NULL ? JWS_FAIL : JWS_PASS;
}

static bool
any_audience(const struct json_value *claim, const struct json_value *wanted)
{
	struct json_table table;
	struct json_value root;
	bool found = false;
	size_t i;

	if (wanted->type == JSON_STRING)
		return json_any_string(claim, wanted);
	if (json_scan(wanted->text, wanted->length, &root, &table) == JOSE_OK)
		for (i = 0; i < table.count; i++)
			found |= json_any_string(claim, &table.members[i].value);
	json_table_free(&table);
	return found;
}

/* RFC 7519 section 4.1.3: whoever does not find itself in aud must refuse, also when it never said
 * who it is. */
static enum jws_status
check_aud(struct jws *jws)
{
	const struct jwt *jwt = jwt_of(jws);

	jws->actual = jwt->claim[JWT_AUD];
	if (jwt->claim[JWT_AUD] == NULL)
		return JWS_SKIP;
	if (jwt->options->aud.type == JSON_ABSENT) {
		jws_note(jws, jws->expected_note, "the option aud, which says who the caller is");
		return JWS_FAIL;
	}
	jws->expected = &jwt->options->aud;
	return any_audience(jwt->claim[JWT_AUD], &jwt->options->aud) ? JWS_PASS : JWS_FAIL;
}

static enum jws_status
check_sub(struct jws *jws)
{
	return check_string(jws, &jwt_of(jws)->options->sub, JWT_SUB);
}

static enum jws_status
check_nonce(struct jws *jws)
{
	return check_string(jws, &jwt_of(jws)->options->nonce, JWT_NONCE);
}

static enum jws_status
check_azp(struct jws *jws)
{
	return check_string(jws, &jwt_of(jws)->options->azp, JWT_AZP);
}

static enum jws_status
check_jti(struct jws *jws)
{
	return check_string(jws, &jwt_of(jws)->options->jti, JWT_JTI);
}

static const struct json_value *
find(const struct json_table *table, const struct json_value *name)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (json_string_equal(&table->members[i].name, name))
			return &table->members[i].value;
	return NULL;
}

/* The caller's list of names, or object of claims, against the token's claims: the first that is at
 * fault. */
static const struct json_value *
first_at_fault(struct jws *jws, const struct json_value *list,
    bool (*at_fault)(const struct json_value *claim, const struct json_value *wanted))
{
	const struct json_value *name, *fault = NULL;
	struct json_table table;
	struct json_value root;
	enum jose_error err;
	size_t i;

	if (list->type == JSON_ABSENT)
		return NULL;
	err = json_scan(list->text, list->length, &root, &table);
	if (err != JOSE_OK)
		jws->fault = err;
	for (i = 0; err == JOSE_OK && fault == NULL && i < table.count; i++) {
		name = list->type == JSON_ARRAY ? &table.members[i].value : &table.members[i].name;
		if (at_fault(find(&jws->claims, name), &table.members[i].value))
			fault = name;
	}
	if (fault != NULL)
		jws_note(jws, jws->expected_note, "%.*s", (int)fault->length, fault->text);
	json_table_free(&table);
	return fault;
}

static bool
is_missing(const struct json_value *claim, const struct json_value *wanted)
{
	(void)wanted;
	return claim == NULL;
}

static bool
is_present(const struct json_value *claim, const struct json_value *wanted)
{
	(void)wanted;
	return claim != NULL;
}

static bool
is_different(const struct json_value *claim, const struct json_value *wanted)
{
	return claim != NULL && !json_equal(claim, wanted);
}

static enum jws_status
check_claim_missing(struct jws *jws)
{
	const struct jwt *jwt = jwt_of(jws);
	const struct jwt_options *options = jwt->options;

	if ((options->max_token_age.type != JSON_ABSENT && jwt->claim[JWT_IAT] == NULL) ||
	    (options->max_auth_age.type != JSON_ABSENT && jwt->claim[JWT_AUTH_TIME] == NULL)) {
		jws_note(jws, jws->expected_note, "iat or auth_time, for its age");
		return JWS_FAIL;
	}
	if (options->require.type == JSON_ABSENT && options->claims.type == JSON_ABSENT)
		return JWS_SKIP;
	if (first_at_fault(jws, &options->require, is_missing) != NULL ||
	    first_at_fault(jws, &options->claims, is_missing) != NULL)
		return JWS_FAIL;
	return JWS_PASS;
}

static enum jws_status
check_claim_mismatch(struct jws *jws)
{
	const struct jwt_options *options = jwt_of(jws)->options;

	if (options->claims.type == JSON_ABSENT && options->absent.type == JSON_ABSENT)
		return JWS_SKIP;
	if (first_at_fault(jws, &options->claims, is_different) != NULL ||
	    first_at_fault(jws, &options->absent, is_present) != NULL)
		return JWS_FAIL;
	return JWS_PASS;
}

static enum jws_status
check_claim_type(struct jws *jws)
{
	return jwt_check_types(jws, jwt_of(jws)->claim);
}

/* clang-format off */
static const struct jws_step steps[] = {
	{ JOSE_EXP_MISSING,      "claims", JWS_HAS_JSON, check_exp_missing },
	{ JOSE_EXPIRED,          "claims", JWS_HAS_JSON, check_expired },
	{ JOSE_NOT_YET_VALID,    "claims", JWS_HAS_JSON, check_not_yet_valid },
	{ JOSE_ISSUED_IN_FUTURE, "claims", JWS_HAS_JSON, check_issued_in_future },
	{ JOSE_TOO_OLD,          "claims", JWS_HAS_JSON, check_too_old },
	{ JOSE_ISS_MISMATCH,     "claims", JWS_HAS_JSON, check_iss },
	{ JOSE_AUD_MISSING,      "claims", JWS_HAS_JSON, check_aud_missing },
	{ JOSE_AUD_MISMATCH,     "claims", JWS_HAS_JSON, check_aud },
	{ JOSE_SUB_MISMATCH,     "claims", JWS_HAS_JSON, check_sub },
	{ JOSE_NONCE_MISMATCH,   "claims", JWS_HAS_JSON, check_nonce },
	{ JOSE_AZP_MISMATCH,     "claims", JWS_HAS_JSON, check_azp },
	{ JOSE_JTI_MISMATCH,     "claims", JWS_HAS_JSON, check_jti },
	{ JOSE_CLAIM_MISSING,    "claims", JWS_HAS_JSON, check_claim_missing },
	{ JOSE_CLAIM_MISMATCH,   "claims", JWS_HAS_JSON, check_claim_mismatch },
	{ JOSE_CLAIM_TYPE,       "claims", JWS_HAS_JSON, check_claim_type },
};
/* clang-format on */

enum jose_error
jwt_verify(struct jwt *jwt)
{
	enum jose_error first;

	jwt->jws.has_claims = true;
	jwt->jws.options = &jwt->options->jws;
	first = jws_verify(&jwt->jws);
	if (jwt->jws.fault != JOSE_OK)
		return first;
	jwt_find_claims(&jwt->jws.claims, jwt->claim);
	return jws_walk(&jwt->jws, steps, sizeof steps / sizeof steps[0], first);
}

void
jwt_clear(struct jwt *jwt)
{
	jws_clear(&jwt->jws);
}
