/*
 * Reading one JSON Web Key, RFC 7517 section 4.
 */
#include <string.h>
#include <openssl/err.h>

#include "jwk_flaw.h"
#include "jwk_kty.h"
#include "jwk_read.h"

#define KEY_OPS_MAX 64 /* each is compared with each; RFC 7517 section 8.3.2 registers eight */

/* The member as text; NULL when absent.  JOSE_KEY_INVALID when it is something else. */
static enum jose_error
member_text(const cJSON *tree, const char *name, const char **text)
{
	const cJSON *member = json_tree_member(tree, name);

	*text = NULL;
	if (member == NULL)
		return JOSE_OK;
	if (!cJSON_IsString(member))
		return JOSE_KEY_INVALID;
	*text = member->valuestring;
	return JOSE_OK;
}

/* RFC 7517 section 4.3: distinct strings, of which two matter to a signature. */
static enum jose_error
read_key_ops(const cJSON *key_ops, struct jwk *key)
{
	const cJSON *operation, *other;
	bool sign = false, verify = false;

	if (!cJSON_IsArray(key_ops) || cJSON_GetArraySize(key_ops) > KEY_OPS_MAX)
		return JOSE_KEY_INVALID;
	cJSON_ArrayForEach (operation, key_ops) {
		if (!cJSON_IsString(operation))
			return JOSE_KEY_INVALID;
		for (other = key_ops->child; other != operation; other = other->next)
			if (strcmp(other->valuestring, operation->valuestring) == 0)
				return JOSE_KEY_INVALID;
		sign |= strcmp(operation->valuestring, "sign") == 0;
		verify |= strcmp(operation->valuestring, "verify") == 0;
	}
	key->may_sign = sign;
	key->may_verify = verify;
	return JOSE_OK;
}

/* For messages: without bytes that a terminal would obey. */
static void
keep_use(struct jwk *key, const char *use)
{
	size_t i;

	for (i = 0; i < sizeof key->use - 1 && use[i] > ' ' && use[i] <= '~'; i++)
		key->use[i] = use[i];
}

/* RFC 7517 sections 4.2 and 4.3. */
static enum jose_error
read_usage(const cJSON *tree, struct jwk *key)
{
	const cJSON *key_ops = json_tree_member(tree, "key_ops");
	const char *use;
	enum jose_error err = member_text(tree, "use", &use);

	key->may_sign = key->may_verify = true;
	if (err == JOSE_OK && key_ops != NULL && (err = read_key_ops(key_ops, key)) != JOSE_OK)
		jwk_note_flaw(key, "its key_ops is not a list of different strings");
	if (err == JOSE_OK && use != NULL && strcmp(use, "sig") != 0) {
		key->may_sign = key->may_verify = false;
		key->other_use = true;
		keep_use(key, use);
	}
	return err;
}

/* A row of such keys.  A crv where the kty has none means nothing.  NULL: there is no such row. */
static const struct jwa *
row_of(const char *kty, const char *crv)
{
	const struct jwa *row;
	size_t i;

	for (i = 0; (row = jwa_row(i)) != NULL; i++)
		if (strcmp(row->kty, kty) == 0 &&
		    (row->crv == NULL || (crv != NULL && strcmp(row->crv, crv) == 0)))
			return row;
	return NULL;
}

static enum jose_error
read_members(const cJSON *tree, struct jwk *key)
{
	const char *kty, *crv, *kid, *alg = NULL;
	enum jose_error err = member_text(tree, "kty", &kty);
	const struct jwa *row;

	if (err == JOSE_OK)
		err = member_text(tree, "crv", &crv);
	if (err == JOSE_OK)
		err = member_text(tree, "alg", &alg);
	if (err == JOSE_OK)
		err = member_text(tree, "kid", &kid);
	if (err == JOSE_OK && kty == NULL)
		err = JOSE_KEY_INVALID;
	if (err != JOSE_OK)
		return err;
	row = row_of(kty, crv);
	if (row == NULL)
		return JOSE_KEY_INVALID;
	key->kty = jwk_kty_find(kty);
	key->crv = row->crv;
	if (alg != NULL)
		key->alg = jwa_for_key(alg, kty, key->crv);
	key->pss = cJSON_IsTrue(json_tree_member(tree, JWK_PSS));
	key->foreign_alg = alg != NULL && key->alg == NULL;
	if (kid != NULL && (key->kid = strdup(kid)) == NULL)
		return JOSE_NO_MEMORY;
	return read_usage(tree, key);
}

/* The order is that of the codes: what it is, how strong it is, what it is for. */
static enum jose_error
read_key(const cJSON *tree, struct jwk *key)
{
	enum jose_error err = read_members(tree, key);

	if (err == JOSE_OK)
		err = key->kty->build(tree, key);
	if (err != JOSE_OK)
		return err;
	if (key->bits < jwk_min_bits(key, NULL))
		return JOSE_KEY_WEAK;
	if (!key->may_sign && !key->may_verify)
		return JOSE_KEY_USE;
	return key->foreign_alg ? JOSE_ALG_KEY_MISMATCH : JOSE_OK;
}

enum jose_error
jwk_read(const cJSON *tree, struct jwk *key)
{
	ERR_set_mark(); /* for each key: OpenSSL's queue holds 16 errors, the host's among them */
	key->error = cJSON_IsObject(tree) ? read_key(tree, key) : JOSE_KEY_INVALID;
	if (key->error == JOSE_KEY_INVALID && key->flaw == NULL)
		jwk_flaw_find(tree, key);
	ERR_pop_to_mark();
	return key->error == JOSE_NO_MEMORY ? JOSE_NO_MEMORY : JOSE_OK;
}
