/*
 * What a key argument says: a JWKS (RFC 7517 section 5), one JWK, a PEM file or a secret.
 */
#include <stdlib.h>
#include <string.h>

#include "jsonb.h"
#include "jwk_kty.h"
#include "jwk_oct.h"
#include "jwk_pem.h"
#include "jwk_read.h"
#include "jwk_set.h"
#include "jwk_thumbprint.h"
#include "keyfile.h"
#include "pem.h"

/* Why a text or a secret as a whole is not a key. */
#define NOTHING "it is empty, or over 1 MiB"
#define NOT_READ "text is a key in JSON or PEM; a secret is a BLOB: secret_from_text(secret)"
#define A_FILE "this BLOB is a key file; a key is TEXT, in JSON or PEM: text_from_utf8(key)"
#define NO_LIST "keys is not an array, or has more than 256 keys"
#define MIXED "a secret is among public keys"

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

/*
 * A secret among public keys would be published with them; such a set is a mistake (RFC 8725
 * section 3.1).
 */
static bool
mixes_secrets(const cJSON *keys)
{
	bool secrets = false, others = false;
	const struct jwk_kty *kty;
	const cJSON *tree;

	cJSON_ArrayForEach (tree, keys) {
		kty = jwk_kty_of_tree(tree);
		secrets |= kty != NULL && kty->symmetric;
		others |= kty != NULL && !kty->symmetric;
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
		jwk_thumbprint(tree, "SHA256", key->thumbprint);
		err = jwk_read(tree, key);
	}
	if (mixes_secrets(keys))
		reject(*set, MIXED);
	return err;
}

bool
jwk_is_set(const cJSON *tree)
{
	return json_tree_member(tree, "keys") != NULL && json_tree_member(tree, "kty") == NULL;
}

enum jose_error
jwk_set_from_tree(const cJSON *tree, struct jwk_set **set)
{
	enum jose_error err;

	if (jwk_is_set(tree))
		return read_set(json_tree_member(tree, "keys"), set);
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
	bool fits = length > 0 && length <= JWK_TEXT_MAX, pem = fits && pem_is(text, length);
	cJSON *tree = NULL;
	enum jose_error err = JOSE_KEY_INVALID;

	*set = NULL;
	if (fits)
		err = (pem ? jwk_from_pem : json_tree)(text, length, &tree);
	if (err == JOSE_OK) {
		err = jwk_set_from_tree(tree, set);
	} else if (err != JOSE_NO_MEMORY && (err = new_set(0, set)) == JOSE_OK) {
		reject(*set, !fits ? NOTHING : pem ? jwk_pem_flaw(text, length) : NOT_READ);
	}
	json_tree_free(tree);
	if (err == JOSE_OK)
		return JOSE_OK;
	jwk_set_free(*set);
	*set = NULL;
	return err;
}

enum jose_error
jwk_set_verdict(const struct jwk_set *set)
{
	if (set->error != JOSE_OK)
		return set->error;
	return set->is_set ? JOSE_KEY_INVALID : set->keys[0].error;
}

const char *
jwk_set_flaw(const struct jwk_set *set, const struct jwk *key)
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
	key->kty = jwk_kty_find("oct");
	key->may_sign = key->may_verify = true;
	key->material.secret = malloc(length + 1);
	if (key->material.secret == NULL) {
		jwk_set_free(*set);
		*set = NULL;
		return JOSE_NO_MEMORY;
	}
	memcpy(key->material.secret, secret, length);
	key->material.secret_length = length;
	key->error = jwk_oct_examine(key, A_FILE);
	if (key->error == JOSE_OK && key->bits < jwk_min_bits(key, NULL))
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
