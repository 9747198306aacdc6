/*
 * New keys: made at random, or of a secret that there is.
 */
#include "jwk_generate.h"
#include "jwk_kty.h"
#include "jwk_numbers.h"
#include "jwk_oct.h"
#include "keyfile.h"

/* Takes over a tree, which has its numbers unless there is an error. */
static enum jose_error
finish(cJSON *made, enum jose_error err, const struct jwk_labels *labels, cJSON **tree)
{
	if (err == JOSE_OK)
		err = jwk_label(made, labels);
	if (err == JOSE_OK)
		*tree = made;
	else
		json_tree_free(made);
	return err;
}

static cJSON *
start(const struct jwa *alg)
{
	cJSON *made = cJSON_CreateObject();

	if (jwk_put_text(made, "kty", alg->kty) == JOSE_OK)
		return made;
	cJSON_Delete(made);
	return NULL;
}

enum jose_error
jwk_generate(const struct jwa *alg, unsigned bits, const struct jwk_labels *labels,
    struct jwk_stop *stop, cJSON **tree)
{
	cJSON *made;
	enum jose_error err = JOSE_NO_MEMORY;

	if (bits == 0)
		bits = alg->min_bits;
	if (alg->crv != NULL ? bits != alg->min_bits
			     : bits < alg->min_bits || bits > JWK_RSA_BITS_MAX || bits % 8 != 0)
		return JOSE_OPTION_VALUE;
	made = start(alg);
	if (made != NULL)
		err = jwk_kty_find(alg->kty)->generate(made, alg, bits, stop);
	return finish(made, err, labels, tree);
}

enum jose_error
jwk_from_secret(const void *secret, size_t length, const struct jwa *alg,
    const struct jwk_labels *labels, cJSON **tree)
{
	cJSON *made;
	enum jose_error err = JOSE_NO_MEMORY;

	if (!jwk_kty_find(alg->kty)->symmetric)
		return JOSE_ALG_KEY_MISMATCH;
	if (keyfile_is(secret, length))
		return JOSE_IS_KEY_FILE;
	if (jwk_oct_bits(secret, length) < alg->min_bits)
		return JOSE_KEY_WEAK;
	made = start(alg);
	if (made != NULL)
		err = jwk_put_bytes(made, "k", secret, length);
	return finish(made, err, labels, tree);
}
