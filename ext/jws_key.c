/*
 * The key of a JWS: RFC 7515 section 6, RFC 8725 section 3.1.
 */
#include "json_value.h"
#include "jwk_select.h"
#include "jws_key.h"

/* RFC 7515 section 4.1.4: a string. */
static bool
has_strange_kid(const struct jwk_query *query)
{
	return query->kid != NULL && query->kid->type != JSON_STRING;
}

static void
note_no_key(struct jws *jws, const struct jwk_query *query)
{
	char words[JWK_WORDS_MAX];

	if (jws->observer == NULL)
		return;
	if (jws->keys == NULL) {
		jws_note(jws, jws->remark, "%s",
		    jws->brings_key ? "the header has no jwk" : "the key is NULL");
	} else if (has_strange_kid(query)) {
		jws_note(jws, jws->expected_note, "a string");
		jws_note(jws, jws->remark, "the kid in the header is not a string");
	} else {
		jwk_select_why(jws->keys, query, words);
		jws_note(jws, jws->remark, "%s", words);
	}
}

/* The key is looked for once; this step and the next five tell how that went. */
enum jws_status
jws_check_no_key(struct jws *jws)
{
	struct jwk_query query = {json_member(&jws->header, "kid"), jws->alg,
	    jws->options->allowed != 0 || jws->brings_key, false};
	const struct jwa *row = NULL;

	jws->actual = query.kid;
	if (has_strange_kid(&query))
		jws->key_verdict = JOSE_NO_KEY;
	else
		jws->key_verdict = jwk_select(jws->keys, &query, &jws->key, &row);
	if (jws->key_verdict == JOSE_NO_KEY)
		note_no_key(jws, &query);
	if (jws->key_verdict != JOSE_OK)
		return jws->key_verdict == JOSE_NO_KEY ? JWS_FAIL : JWS_PASS;
	jws->alg = row;
	jws->has |= JWS_HAS_KEY;
	return JWS_PASS;
}

static enum jws_status
key_step(const struct jws *jws, enum jose_error code)
{
	if (jws->key_verdict == JOSE_OK || jws->key_verdict > code)
		return JWS_PASS;
	return jws->key_verdict == code ? JWS_FAIL : JWS_SKIP;
}

enum jws_status
jws_check_ambiguous_key(struct jws *jws)
{
	if (jws->key_verdict == JOSE_AMBIGUOUS_KEY)
		jws_note(jws, jws->remark, "%s",
		    json_member(&jws->header, "kid") == NULL
			? "the token has no kid to tell them apart"
			: "the set has this kid more than once");
	return key_step(jws, JOSE_AMBIGUOUS_KEY);
}

enum jws_status
jws_check_key_invalid(struct jws *jws)
{
	const char *flaw = jwk_set_flaw(jws->keys, jws->key);

	if (jws->brought != NULL) {
		jws_note(jws, jws->expected_note, "a public key");
		jws_note(jws, jws->actual_note, "%s", jws->brought);
	} else if (jws->key_verdict == JOSE_KEY_INVALID) {
		jws_note(jws, jws->remark, "%s", flaw);
	}
	return key_step(jws, JOSE_KEY_INVALID);
}

enum jws_status
jws_check_key_weak(struct jws *jws)
{
	const struct jwk *key = jws->key;
	unsigned least;

	if (key != NULL && key->flaw == NULL)
		jws_note(jws, jws->actual_note, "%u bits", key->bits);
	if (key != NULL && jws->key_verdict == JOSE_KEY_WEAK) {
		least = jwk_min_bits(key, jws->alg);
		if (key->flaw != NULL)
			jws_note(jws, jws->remark, "%s", key->flaw);
		else if (key->bits < least)
			jws_note(jws, jws->expected_note, "at least %u bits", least);
	}
	return key_step(jws, JOSE_KEY_WEAK);
}

enum jws_status
jws_check_key_use(struct jws *jws)
{
	char words[JWK_WORDS_MAX];

	if (jws->key_verdict == JOSE_KEY_USE) {
		jwk_usage(jws->key, words);
		jws_note(jws, jws->expected_note, "use sig and key_ops with verify, or none");
		jws_note(jws, jws->actual_note, "%s", words);
	}
	return key_step(jws, JOSE_KEY_USE);
}

/* Whether the key could be used so, if the caller or the key itself named the algorithm. */
static bool
lacks_alg(const struct jws *jws)
{
	return jws->key_verdict == JOSE_ALG_KEY_MISMATCH && jws->key->error == JOSE_OK &&
	       jwk_suits(jws->key, jws->alg) &&
	       jwa_for_key(jws->alg->name, jws->key->kty->name, jws->key->crv) != NULL;
}

static void
note_lacking_alg(struct jws *jws)
{
	jws_note(jws, jws->expected_note, "alg in the key, or the option alg");
	jws_note(
	    jws, jws->remark, "the key names none, and only the token says %s", jws->alg->name);
}

/* What the key is for. */
static void
note_fitting_algs(struct jws *jws)
{
	const struct jwk *key = jws->key;
	char names[JWA_NAMES_MAX];

	jwa_names(JWA_PSS, names);
	if (key->alg != NULL)
		jws_note(jws, jws->expected_note, "%s", key->alg->name);
	else if (lacks_alg(jws))
		note_lacking_alg(jws);
	else if (key->pss)
		jws_note(jws, jws->expected_note, "%s: an RSA-PSS key", names);
	else if (key->kty != NULL)
		jws_note(jws, jws->expected_note, "an algorithm for %s %s", key->kty->name,
		    key->crv == NULL ? "keys" : key->crv);
}

enum jws_status
jws_check_alg_key_mismatch(struct jws *jws)
{
	jws->actual = jws->alg_name;
	if (jws->key != NULL && jws->key->foreign_alg)
		jws_note(
		    jws, jws->remark, "the alg in the key is not one that such a key signs with");
	if (jws->key != NULL && jws->observer != NULL)
		note_fitting_algs(jws);
	return key_step(jws, JOSE_ALG_KEY_MISMATCH);
}
