/*
 * Which key?  A JWKS (RFC 7517 section 5), one JWK, a PEM file or a secret; and the one of them
 * that fits a token.  The key of a token is found only here, never in the token's own header
 * (RFC 8725 section 3.10).
 */
#include <stdlib.h>
#include <string.h>

#include "jsonb.h"
#include "jwk.h"

/* Why a text or a secret as a whole is no key. */
#define NOTHING "there is nothing, or more than 1 MiB"
#define NOT_READ "text is a key in JSON or PEM; a secret is a BLOB"
#define PEM_NOT_READ "no key was read of this PEM: it is encrypted, indented or of another kind"
#define A_FILE "a BLOB is a secret, but this one is a key: text_from_utf8(key)"
#define NO_LIST "keys is no array, or has more than 256 keys"
#define MIXED "a secret stands among public keys"

#define SECRET_BITS_MIN 256 /* RFC 7518 section 3.2: not shorter than the shortest hash */

static enum jose_error
new_set(size_t count, struct jwk_set **set)
{
	*set = calloc(1, sizeof **set);
	if (*set == NULL)
		return JOSE_NO_MEMORY;
	(*set)->keys = calloc(count > 0 ? count : 1, sizeof *(*set)->keys);
	if ((*set)->keys != NULL)
		return JOSE_OK;
	free(*set);
	*set = NULL;
	return JOSE_NO_MEMORY;
}

void
jwk_set_free(struct jwk_set *set)
{
	size_t i;

	if (set == NULL)
		return;
	for (i = 0; i < set->count; i++)
		jwk_clear(&set->keys[i]);
	free(set->keys);
	free(set);
}

/* A secret among public keys would be published with them; such a set is a mistake (RFC 8725
 * section 3.1). */
static bool
mixes_secrets(const cJSON *keys)
{
	bool secrets = false, others = false;
	const struct jwa *row;
	const cJSON *tree;
	const char *kty;

	cJSON_ArrayForEach (tree, keys) {
		kty = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "kty"));
		row = kty == NULL ? NULL : jwa_of_kty(kty);
		secrets |= row != NULL && row->scheme == JWA_HMAC;
		others |= row != NULL && row->scheme != JWA_HMAC;
	}
	return secrets && others;
}

static void
reject(struct jwk_set *set, const char *flaw)
{
	set->error = JOSE_KEY_INVALID;
	set->flaw = flaw;
}

static enum jose_error
read_set(const cJSON *keys, struct jwk_set **set)
{
	size_t count = cJSON_IsArray(keys) ? (size_t)cJSON_GetArraySize(keys) : 0;
	bool good = cJSON_IsArray(keys) && count <= JWK_SET_MAX;
	enum jose_error err = new_set(good ? count : 0, set);
	const cJSON *tree;
	struct jwk *key;

	if (err != JOSE_OK)
		return err;
	(*set)->is_set = true;
	if (!good) {
		reject(*set, NO_LIST);
		return JOSE_OK;
	}
	cJSON_ArrayForEach (tree, keys) {
		if (err != JOSE_OK)
			break;
		key = &(*set)->keys[(*set)->count++];
		key->of_set = true;
		err = jwk_read(tree, key);
	}
	if (mixes_secrets(keys))
		reject(*set, MIXED);
	return err;
}

bool
jwk_is_set(const cJSON *tree)
{
	return cJSON_GetObjectItemCaseSensitive(tree, "keys") != NULL &&
	       cJSON_GetObjectItemCaseSensitive(tree, "kty") == NULL;
}

enum jose_error
jwk_set_from_tree(const cJSON *tree, struct jwk_set **set)
{
	enum jose_error err;

	if (jwk_is_set(tree))
		return read_set(cJSON_GetObjectItemCaseSensitive(tree, "keys"), set);
	err = new_set(1, set);
	if (err == JOSE_OK) {
		(*set)->count = 1;
		err = jwk_read(tree, &(*set)->keys[0]);
	}
	return err;
}

enum jose_error
jwk_set_from_text(const char *text, size_t length, struct jwk_set **set)
{
	bool fits = length > 0 && length <= JWK_TEXT_MAX, pem = fits && jwk_is_pem(text, length);
	cJSON *tree = NULL;
	enum jose_error err = JOSE_KEY_INVALID;

	*set = NULL;
	if (fits)
		err = (pem ? jwk_from_pem : json_tree)(text, length, &tree);
	if (err == JOSE_OK) {
		err = jwk_set_from_tree(tree, set);
	} else if (err != JOSE_NO_MEMORY && (err = new_set(0, set)) == JOSE_OK) {
		reject(*set, !fits ? NOTHING : pem ? PEM_NOT_READ : NOT_READ);
	}
	json_tree_free(tree);
	if (err == JOSE_OK)
		return JOSE_OK;
	jwk_set_free(*set);
	*set = NULL;
	return err;
}

enum jose_error
jwk_verdict(const struct jwk_set *set)
{
	if (set->error != JOSE_OK)
		return set->error;
	return set->is_set ? JOSE_KEY_INVALID : set->keys[0].error;
}

const char *
jwk_flaw(const struct jwk_set *set, const struct jwk *key)
{
	if (key != NULL)
		return key->flaw;
	return set == NULL ? NULL : set->flaw;
}

static enum jose_error
set_from_secret(const void *secret, size_t length, struct jwk_set **set)
{
	enum jose_error err = new_set(1, set);
	struct jwk *key;

	if (err != JOSE_OK)
		return err;
	key = (*set)->keys;
	(*set)->count = 1;
	key->kty = "oct";
	key->private = key->may_sign = key->may_verify = true;
	key->bits = jwk_secret_bits(secret, length);
	key->material.secret = malloc(length + 1);
	if (key->material.secret == NULL) {
		jwk_set_free(*set);
		*set = NULL;
		return JOSE_NO_MEMORY;
	}
	memcpy(key->material.secret, secret, length);
	key->material.secret_length = length;
	if (jwk_is_file(secret, length)) {
		key->error = JOSE_KEY_INVALID;
		key->flaw = A_FILE;
	} else if (key->bits < SECRET_BITS_MIN)
		key->error = JOSE_KEY_WEAK;
	return JOSE_OK;
}

enum jose_error
jwk_set_from_blob(const void *bytes, size_t length, struct jwk_set **set)
{
	enum jose_error err = JOSE_BAD_JSON;
	char *text = NULL;
	size_t text_length = 0;

	if (jsonb_is_container(bytes, length))
		err = jsonb_read(bytes, length, &text, &text_length);
	if (err == JOSE_BAD_JSON)
		return set_from_secret(bytes, length, set);
	if (err == JOSE_OK)
		err = jwk_set_from_text(text, text_length, set);
	jsonb_free(text, text_length);
	return err;
}

/* The one algorithm of a key: the one it names, or the only one it can have.  NULL: an RSA key that
 * does not say. */
static const struct jwa *
own_algorithm(const struct jwk *key)
{
	if (key->alg != NULL)
		return key->alg;
	return strcmp(key->kty, "RSA") == 0 ? NULL : jwa_for_key(NULL, key->kty, key->crv);
}

/* The row under which the key may be used, RFC 8725 section 3.1; NULL when alg is not the key's. */
static const struct jwa *
fitting_algorithm(const struct jwk *key, const struct jwk_query *query)
{
	const struct jwa *own = own_algorithm(key), *row;

	if (query->alg == NULL)
		return own;
	row = jwa_for_key(query->alg->name, key->kty, key->crv);
	if (row == NULL || (own != NULL && jwa_same(row, own)))
		return row;
	return key->alg == NULL && query->alg_named ? row : NULL;
}

static bool
may_be_used(const struct jwk *key, const struct jwk_query *query)
{
	return query->signing ? key->may_sign : key->may_verify;
}

/* The worst first. */
enum fitness { UNFIT, BROKEN, WEAK, FIT };

static enum fitness
soundness(const struct jwk *key, const struct jwa *row)
{
	if (key->error == JOSE_KEY_INVALID)
		return BROKEN;
	if (key->error == JOSE_KEY_WEAK || (row != NULL && key->bits < row->min_bits))
		return WEAK;
	return FIT;
}

/* By kid, use and alg: RFC 7517 section 5 has others skipped. */
static enum fitness
fitness(const struct jwk *key, const struct jwk_query *query)
{
	const struct jwa *row;

	if (key->kty == NULL || key->foreign_alg || !may_be_used(key, query))
		return UNFIT;
	if (query->kid != NULL &&
	    (key->kid == NULL || !json_string_is(query->kid, key->kid, strlen(key->kid))))
		return UNFIT;
	if (query->alg == NULL)
		return soundness(key, NULL);
	row = jwa_for_key(query->alg->name, key->kty, key->crv);
	if (row == NULL || (key->alg != NULL && fitting_algorithm(key, query) == NULL))
		return UNFIT;
	return soundness(key, row);
}

/* The one key that fits.  A kid is the name of one key: two that bear it are one too many, for
 * nobody can say which of them was meant.  Without a kid what cannot be used stands in nobody's
 * way, and a weak key only says why none fits. */
static enum jose_error
find(const struct jwk_set *set, const struct jwk_query *query, struct jwk **key)
{
	enum fitness rival = query->kid == NULL ? FIT : BROKEN;
	enum fitness best = query->kid == NULL ? BROKEN : UNFIT, now;
	size_t i;

	*key = NULL;
	for (i = 0; i < set->count; i++) {
		now = fitness(&set->keys[i], query);
		if (now >= rival && best >= rival)
			return JOSE_AMBIGUOUS_KEY;
		if (now <= best)
			continue;
		best = now;
		*key = &set->keys[i];
	}
	return *key == NULL ? JOSE_NO_KEY : JOSE_OK;
}

/* The order is that of the codes. */
static enum jose_error
judge(const struct jwk *key, const struct jwk_query *query, const struct jwa *alg)
{
	static const enum jose_error verdicts[] = {
	    [BROKEN] = JOSE_KEY_INVALID, [WEAK] = JOSE_KEY_WEAK, [FIT] = JOSE_OK};
	enum jose_error err = verdicts[soundness(key, alg)];

	if (err != JOSE_OK)
		return err;
	if (!may_be_used(key, query))
		return JOSE_KEY_USE;
	if (key->foreign_alg)
		return JOSE_ALG_KEY_MISMATCH;
	if (alg == NULL)
		return query->alg == NULL ? JOSE_ALG_NEEDED : JOSE_ALG_KEY_MISMATCH;
	return query->signing && !key->private ? JOSE_NOT_PRIVATE : JOSE_OK;
}

enum jose_error
jwk_select(const struct jwk_set *set, const struct jwk_query *query, struct jwk **key,
    const struct jwa **alg)
{
	enum jose_error err = JOSE_OK;

	if (set == NULL)
		return JOSE_NO_KEY;
	if (set->error != JOSE_OK)
		return set->error;
	if (set->is_set)
		err = find(set, query, key);
	else
		*key = &set->keys[0];
	if (err != JOSE_OK)
		return err;
	*alg = (*key)->kty == NULL ? NULL : fitting_algorithm(*key, query);
	return judge(*key, query, *alg);
}
