/*
 * Demonstrating Proof of Possession: checking a proof, RFC 9449 section 4.3.
 *
 * A proof brings its own key, which is the point of it: it proves that the sender has that key, and
 * jkt says which key that was.  All other tokens are verified by keys that the caller knows.
 */
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>

#include "dpop.h"
#include "json_value.h"
#include "jwk_public.h"
#include "jwk_thumbprint.h"
#include "jws.h"
#include "jws_token.h"
#include "jwt_date.h"
#include "token.h"
#include "uri.h"

#define MAX_AGE_DEFAULT 60
#define FUTURE_DEFAULT 10
#define SECONDS_MAX 86400

static const struct option_rule rules[] = {
    {"alg", JSON_STRING, offsetof(struct dpop_options, jws.alg)},
    {"algs", JSON_ARRAY, offsetof(struct dpop_options, jws.algs)},
    {"ath", JSON_STRING, offsetof(struct dpop_options, ath)},
    {"access_token", JSON_STRING, offsetof(struct dpop_options, access_token)},
    {"nonce", JSON_STRING, offsetof(struct dpop_options, nonce)},
    {"jkt", JSON_STRING, offsetof(struct dpop_options, jkt)},
    {"max_age", JSON_NUMBER, offsetof(struct dpop_options, max_age)},
    {"future", JSON_NUMBER, offsetof(struct dpop_options, future)},
    {"now", JSON_NUMBER, offsetof(struct dpop_options, now)},
};

static enum jose_error
read_seconds(const struct json_value *value, const char *name, int64_t most, int64_t *seconds,
    struct jose_detail *detail)
{
	if (value->type == JSON_ABSENT || option_integer(value, 0, most, seconds))
		return JOSE_OK;
	return option_range_error(detail, name, 0, most);
}

/* Section 4.2: ath is the hash of the access token; the caller has one or the other. */
static enum jose_error
read_ath(struct dpop_options *options, struct jose_detail *detail)
{
	const struct json_value *given =
	    options->ath.type != JSON_ABSENT ? &options->ath : &options->access_token;
	size_t length;
	char *plain;
	enum jose_error err = JOSE_OK;

	if (given->type == JSON_ABSENT)
		return JOSE_OK;
	if (options->ath.type != JSON_ABSENT && options->access_token.type != JSON_ABSENT)
		return option_error(detail, "access_token", NULL, JOSE_OPTION_CONFLICT);
	plain = json_unescape(given, &length);
	if (plain == NULL)
		return JOSE_NO_MEMORY;
	if (given == &options->access_token)
		err = token_hash(plain, length, options->ath_expected);
	else if (length != TOKEN_HASH_LENGTH)
		err = option_error(
		    detail, "ath", "the hash that token_hash() makes", JOSE_OPTION_VALUE);
	else
		memcpy(options->ath_expected, plain, length + 1);
	OPENSSL_cleanse(plain, length); /* it may be the access token */
	free(plain);
	return err;
}

enum jose_error
dpop_options_read(
    const char *text, size_t length, struct dpop_options *options, struct jose_detail *detail)
{
	static const char typ[] = "\"dpop+jwt\"";
	enum jose_error err =
	    option_read(text, length, rules, sizeof rules / sizeof rules[0], options, detail);

	options->jws.typ = (struct json_value){typ, sizeof typ - 1, JSON_STRING, false};
	options->max_age_seconds = MAX_AGE_DEFAULT;
	options->future_seconds = FUTURE_DEFAULT;
	if (err == JOSE_OK)
		err = jws_options_finish(&options->jws, detail);
	if (err == JOSE_OK)
		err = read_seconds(
		    &options->max_age, "max_age", SECONDS_MAX, &options->max_age_seconds, detail);
	if (err == JOSE_OK)
		err = read_seconds(
		    &options->future, "future", SECONDS_MAX, &options->future_seconds, detail);
	if (err == JOSE_OK)
		err = jwt_time_option(&options->now, &options->now_time, detail);
	return err == JOSE_OK ? read_ath(options, detail) : err;
}

/* ---- steps ---- */

static struct dpop *
dpop_of(struct jws *jws)
{
	return (struct dpop *)jws;
}

static enum jws_status
check_date(struct jws *jws, enum jwt_claim which, enum jwt_relation relation, int64_t offset)
{
	const struct dpop *dpop = dpop_of(jws);
	const struct jwt_clock clock = {dpop->now, 0};

	return jwt_check_date(jws, &clock, dpop->claim[which], which, relation, offset);
}

/* RFC 7519 sections 4.1.4 and 4.1.5: a proof need not have exp or nbf, but then they count. */
static enum jws_status
check_expired(struct jws *jws)
{
	return check_date(jws, JWT_EXP, JWT_AFTER, 0);
}

static enum jws_status
check_not_yet_valid(struct jws *jws)
{
	return check_date(jws, JWT_NBF, JWT_AT_MOST, dpop_of(jws)->options->future_seconds);
}

static enum jws_status
check_issued_in_future(struct jws *jws)
{
	return check_date(jws, JWT_IAT, JWT_AT_MOST, dpop_of(jws)->options->future_seconds);
}

static enum jws_status
check_too_old(struct jws *jws)
{
	return check_date(jws, JWT_IAT, JWT_AT_LEAST, -dpop_of(jws)->options->max_age_seconds);
}

/* Section 4.3 item 10: a nonce that the server gave. */
static enum jws_status
check_nonce(struct jws *jws)
{
	const struct dpop *dpop = dpop_of(jws);

	return jwt_check_string(jws, dpop->claim[JWT_NONCE], &dpop->options->nonce);
}

static bool
lacks(struct jws *jws, const char *name)
{
	if (json_member(&jws->claims, name) != NULL)
		return false;
	jws_note(jws, jws->remark, "%s", name);
	return true;
}

/* Section 4.2; ath is needed beside an access token. */
static enum jws_status
check_claim_missing(struct jws *jws)
{
	static const char *const required[] = {"jti", "htm", "htu", "iat"};
	size_t i;

	for (i = 0; i < sizeof required / sizeof required[0]; i++)
		if (lacks(jws, required[i]))
			return JWS_FAIL;
	return dpop_of(jws)->options->ath_expected[0] != '\0' && lacks(jws, "ath") ? JWS_FAIL
										   : JWS_PASS;
}

/* Section 4.3 item 9. */
static bool
is_uri(struct jws *jws, const struct json_value *claim, const char *wanted)
{
	size_t length;
	char *plain = json_unescape(claim, &length);
	bool same = false;

	jws->fault = plain == NULL ? JOSE_NO_MEMORY : uri_same(plain, wanted, &same);
	free(plain);
	return same;
}

/* Section 4.3 items 8 and 12: a method has a case, and so has a hash. */
static bool
is_text(struct jws *jws, const struct json_value *claim, const char *wanted)
{
	(void)jws;
	return json_string_is(claim, wanted, strlen(wanted));
}

/*
 * One of htm, htu and ath: true when it is what the caller expects, or missing, which another step
 * reports.
 */
static bool
agrees(struct jws *jws, const char *name, const char *wanted,
    bool (*is)(struct jws *jws, const struct json_value *claim, const char *wanted))
{
	const struct json_value *claim = json_member(&jws->claims, name);

	if (claim == NULL)
		return true;
	if (wanted != NULL && claim->type == JSON_STRING && is(jws, claim, wanted))
		return true;
	jws->actual = claim;
	jws_note(jws, jws->expected_note, "%s", wanted == NULL ? "" : wanted);
	jws_note(jws, jws->remark, wanted == NULL ? "%s, and the caller's is NULL" : "%s", name);
	return false;
}

/*
 * Section 4.3 items 8, 9 and 12; an access token's cnf.jkt, or the dpop_jkt of section 10, is the
 * same key.
 */
static enum jws_status
check_claim_mismatch(struct jws *jws)
{
	const struct dpop *dpop = dpop_of(jws);
	const struct json_value *jkt = &dpop->options->jkt;

	if (!agrees(jws, "htm", dpop->htm, is_text) || !agrees(jws, "htu", dpop->htu, is_uri))
		return JWS_FAIL;
	if (dpop->options->ath_expected[0] != '\0' &&
	    !agrees(jws, "ath", dpop->options->ath_expected, is_text))
		return JWS_FAIL;
	if (jkt->type == JSON_ABSENT || json_string_is(jkt, dpop->jkt, strlen(dpop->jkt)))
		return JWS_PASS;
	jws->expected = jkt;
	jws_note(jws, jws->actual_note, "%s", dpop->jkt);
	jws_note(jws, jws->remark, "jkt");
	return JWS_FAIL;
}

static enum jws_status
check_claim_type(struct jws *jws)
{
	return jwt_check_types(jws, dpop_of(jws)->claim);
}

/* clang-format off */
static const struct jws_step steps[] = {
	{ JOSE_EXPIRED,                "claims", JWS_HAS_JSON, check_expired },
	{ JOSE_NOT_YET_VALID,          "claims", JWS_HAS_JSON, check_not_yet_valid },
	{ JOSE_PROOF_ISSUED_IN_FUTURE, "claims", JWS_HAS_JSON, check_issued_in_future },
	{ JOSE_PROOF_TOO_OLD,          "claims", JWS_HAS_JSON, check_too_old },
	{ JOSE_PROOF_NONCE_MISMATCH,   "claims", JWS_HAS_JSON, check_nonce },
	{ JOSE_PROOF_CLAIM_MISSING,    "claims", JWS_HAS_JSON, check_claim_missing },
	{ JOSE_PROOF_CLAIM_MISMATCH,   "claims", JWS_HAS_JSON, check_claim_mismatch },
	{ JOSE_CLAIM_TYPE,             "claims", JWS_HAS_JSON, check_claim_type },
};
/* clang-format on */

/*
 * Section 4.3 item 7: a public key.  That is examined before anything is computed: to check a
 * private key is expensive, and a stranger must not be able to ask for it.
 */
static enum jose_error
read_key(struct dpop *dpop, const struct json_value *jwk)
{
	cJSON *tree = NULL;
	enum jose_error err = jwk_public_examine(jwk, &dpop->jws.brought);

	if (err == JOSE_OK)
		err = json_tree(jwk->text, jwk->length, &tree);
	if (err == JOSE_OK)
		err = jwk_set_from_tree(dpop->jws.brought == NULL ? tree : NULL, &dpop->key);
	if (err == JOSE_OK && dpop->key->keys[0].error == JOSE_OK)
		err = jwk_thumbprint(tree, "SHA256", dpop->jkt);
	json_tree_free(tree);
	return err;
}

/* The key stands in the header, so that is looked into before the walk. */
static enum jose_error
find_key(struct dpop *dpop)
{
	size_t encoded[JWS_PARTS];
	struct json_table header;
	const struct json_value *jwk;
	struct json_value root;
	enum jose_error err = JOSE_OK;
	unsigned char *bytes;

	if (dpop->jws.token == NULL || dpop->jws.length > JWS_LENGTH_MAX ||
	    jws_split(dpop->jws.token, dpop->jws.length, encoded) != JOSE_OK ||
	    BASE64URL_BYTES(encoded[JWS_HEADER]) > JWS_HEADER_MAX)
		return JOSE_OK;
	bytes = malloc(encoded[JWS_HEADER] + 1);
	if (bytes == NULL)
		return JOSE_NO_MEMORY;
	if (base64url_decode(bytes, dpop->jws.token, encoded[JWS_HEADER])) {
		if (json_scan((char *)bytes, BASE64URL_BYTES(encoded[JWS_HEADER]), &root,
			&header) == JOSE_OK &&
		    (jwk = json_member(&header, "jwk")) != NULL)
			err = read_key(dpop, jwk);
		json_table_free(&header);
	}
	free(bytes);
	return err;
}

enum jose_error
dpop_verify(struct dpop *dpop)
{
	enum jose_error first;

	dpop->jws.fault = find_key(dpop);
	if (dpop->jws.fault != JOSE_OK)
		return dpop->jws.fault;
	dpop->jws.keys = dpop->key;
	dpop->jws.has_claims = true;
	dpop->jws.options = &dpop->options->jws;
	dpop->jws.brings_key = true;
	first = jws_verify(&dpop->jws);
	if (dpop->jws.fault != JOSE_OK)
		return first;
	jwt_find_claims(&dpop->jws.claims, dpop->claim);
	return jws_walk(&dpop->jws, steps, sizeof steps / sizeof steps[0], first);
}

void
dpop_clear(struct dpop *dpop)
{
	jws_clear(&dpop->jws);
	jwk_set_free(dpop->key);
}
