/*
 * Validating a JSON Web Token, RFC 7519 section 7.2: after the steps of its signature, those of its
 * claims.
 */

#include "json_value.h"
#include "jws.h"
#include "jwt.h"
#include "jwt_date.h"

/* ---- dates: sections 4.1.4 to 4.1.6, auth_time of OpenID Connect Core section 2 ---- */

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
check_date(struct jws *jws, enum jwt_claim which, enum jwt_relation relation, int64_t offset)
{
	const struct jwt *jwt = jwt_of(jws);
	const struct jwt_clock clock = {jwt->now, jwt->options->leeway_seconds};

	return jwt_check_date(jws, &clock, jwt->claim[which], which, relation, offset);
}

static enum jws_status
check_expired(struct jws *jws)
{
	enum jws_status status = check_date(jws, JWT_EXP, JWT_AFTER, 0);

	if (status != JWS_SKIP && jwt_of(jws)->options->exp_mode == JWT_EXP_IGNORED)
		return JWS_INFO;
	return status;
}

/* nbf, iat and auth_time: not later than now. */
static enum jws_status
check_begun(struct jws *jws, enum jwt_claim which)
{
	return check_date(jws, which, JWT_AT_MOST, 0);
}

static enum jws_status
check_not_yet_valid(struct jws *jws)
{
	return check_begun(jws, JWT_NBF);
}

/* Of two claims the first that fails is reported; else the second, if there is one. */
static enum jws_status
either(struct jws *jws, enum jws_status first, enum jws_status (*check_second)(struct jws *jws))
{
	enum jws_status second = first == JWS_FAIL ? JWS_SKIP : check_second(jws);

	return second == JWS_SKIP ? first : second;
}

/* A login of tomorrow would never be too old. */
static enum jws_status
check_login_in_future(struct jws *jws)
{
	if (jwt_of(jws)->options->max_auth_age.type == JSON_ABSENT)
		return JWS_SKIP;
	return check_begun(jws, JWT_AUTH_TIME);
}

static enum jws_status
check_issued_in_future(struct jws *jws)
{
	return either(jws, check_begun(jws, JWT_IAT), check_login_in_future);
}

/* Where the claim is missing, another step refuses it. */
static enum jws_status
check_age(struct jws *jws, const struct json_value *option, int64_t age, enum jwt_claim which)
{
	return option->type == JSON_ABSENT ? JWS_SKIP : check_date(jws, which, JWT_AT_LEAST, -age);
}

static enum jws_status
check_login_age(struct jws *jws)
{
	const struct jwt_options *options = jwt_of(jws)->options;

	return check_age(jws, &options->max_auth_age, options->auth_age, JWT_AUTH_TIME);
}

static enum jws_status
check_too_old(struct jws *jws)
{
	const struct jwt_options *options = jwt_of(jws)->options;

	return either(jws, check_age(jws, &options->max_token_age, options->token_age, JWT_IAT),
	    check_login_age);
}

/* ---- the other claims ---- */

static enum jws_status
check_string(struct jws *jws, const struct json_value *wanted, enum jwt_claim which)
{
	return jwt_check_string(jws, jwt_of(jws)->claim[which], wanted);
}

/* RFC 8725 section 3.8: one issuer, or any of several. */
static enum jws_status
check_iss(struct jws *jws)
{
	const struct json_value *wanted = &jwt_of(jws)->options->iss;
	const struct json_value *claim = jwt_of(jws)->claim[JWT_ISS];

	if (wanted->type != JSON_ARRAY || claim == NULL)
		return check_string(jws, wanted, JWT_ISS);
	jws->expected = wanted;
	jws->actual = claim;
	return claim->type == JSON_STRING && json_any_string(wanted, claim) ? JWS_PASS : JWS_FAIL;
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

/*
 * RFC 7519 section 4.1.3: a party that is not in aud must refuse, and so must a caller that has not
 * said which party it is.
 */
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

/* Says which claim is at fault; and of those that the option claims names, what it should be. */
static void
show_fault(struct jws *jws, const struct json_value *name, const struct json_value *wanted)
{
	struct jwt *jwt = jwt_of(jws);

	jws_note(jws, jws->remark, "%.*s", (int)name->length - 2, name->text + 1);
	jws->actual = json_member_named(&jws->claims, name);
	if (name == wanted)
		return;
	jwt->wanted = *wanted;
	jws->expected = &jwt->wanted;
	jws->as_written = jws->actual != NULL && jws->actual->type != wanted->type;
}

/*
 * The caller's list of names, or object of claims, against the token's claims: whether one is at
 * fault.
 */
static bool
any_fault(struct jws *jws, const struct json_value *list,
    bool (*at_fault)(const struct json_value *claim, const struct json_value *wanted))
{
	const struct json_value *name, *wanted;
	struct json_table table;
	struct json_value root;
	bool fault = false;
	size_t i;

	if (list->type == JSON_ABSENT)
		return false;
	jws->fault = json_scan(list->text, list->length, &root, &table);
	for (i = 0; jws->fault == JOSE_OK && !fault && i < table.count; i++) {
		wanted = &table.members[i].value;
		name = list->type == JSON_ARRAY ? wanted : &table.members[i].name;
		fault = at_fault(json_member_named(&jws->claims, name), wanted);
		if (fault)
			show_fault(jws, name, wanted);
	}
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

/* max_token_age and max_auth_age count from a claim, which so must be there. */
static bool
lacks_date(struct jws *jws, const struct json_value *option, enum jwt_claim which)
{
	if (option->type == JSON_ABSENT || jwt_of(jws)->claim[which] != NULL)
		return false;
	jws_note(jws, jws->remark, "%s", jwt_claim_name(which));
	return true;
}

static enum jws_status
check_claim_missing(struct jws *jws)
{
	const struct jwt_options *options = jwt_of(jws)->options;

	if (lacks_date(jws, &options->max_token_age, JWT_IAT) ||
	    lacks_date(jws, &options->max_auth_age, JWT_AUTH_TIME) ||
	    any_fault(jws, &options->require, is_missing) ||
	    any_fault(jws, &options->claims, is_missing))
		return JWS_FAIL;
	return options->require.type == JSON_ABSENT && options->claims.type == JSON_ABSENT
		   ? JWS_SKIP
		   : JWS_PASS;
}

static enum jws_status
check_claim_mismatch(struct jws *jws)
{
	const struct jwt_options *options = jwt_of(jws)->options;

	if (any_fault(jws, &options->claims, is_different) ||
	    any_fault(jws, &options->absent, is_present))
		return JWS_FAIL;
	return options->claims.type == JSON_ABSENT && options->absent.type == JSON_ABSENT
		   ? JWS_SKIP
		   : JWS_PASS;
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
