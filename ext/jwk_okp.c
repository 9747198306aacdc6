/*
 * Octet key pairs, RFC 8037 section 2: from a JWK to OpenSSL and back.
 */
#include <string.h>
#include <openssl/crypto.h>

#include "jwk_edwards.h"
#include "jwk_numbers.h"
#include "jwk_okp.h"

static enum jose_error
okp_pkey(const struct jwa *curve, const unsigned char *public, const unsigned char *secret,
    EVP_PKEY **pkey)
{
	unsigned char derived[JWA_KEY_BYTES_MAX];
	size_t length = sizeof derived;

	if (secret == NULL) {
		*pkey = EVP_PKEY_new_raw_public_key_ex(
		    NULL, curve->group, NULL, public, curve->key_bytes);
		return *pkey == NULL ? JOSE_KEY_INVALID : JOSE_OK;
	}
	*pkey = EVP_PKEY_new_raw_private_key_ex(NULL, curve->group, NULL, secret, curve->key_bytes);
	if (*pkey == NULL || EVP_PKEY_get_raw_public_key(*pkey, derived, &length) <= 0)
		return JOSE_KEY_INVALID;
	return CRYPTO_memcmp(derived, public, curve->key_bytes) == 0 ? JOSE_OK : JOSE_KEY_INVALID;
}

enum jose_error
jwk_okp_build(const cJSON *tree, struct jwk *key)
{
	const struct jwa *curve = jwa_for_key(NULL, key->kty->name, key->crv);
	unsigned char public[JWA_KEY_BYTES_MAX], secret[JWA_KEY_BYTES_MAX];
	bool has_x = false;
	enum jose_error err;

	key->bits = curve->min_bits;
	err = jwk_member_exact(tree, "x", public, curve->key_bytes, &has_x);
	if (err == JOSE_OK)
		err = jwk_member_exact(tree, "d", secret, curve->key_bytes, &key->private);
	if (err == JOSE_OK && !has_x)
		err = JOSE_KEY_INVALID;
	if (err == JOSE_OK && !jwk_edwards_is_point(curve->crv, public, curve->key_bytes)) {
		jwk_note_flaw(key, "its x is not a point of %s, or one of small order", curve->crv);
		err = JOSE_KEY_INVALID;
	}
	if (err == JOSE_OK) {
		err = okp_pkey(curve, public, key->private ? secret : NULL, &key->material.pkey);
		if (err == JOSE_KEY_INVALID)
			jwk_note_flaw(key, "its d is not that of its x");
	}
	OPENSSL_cleanse(secret, sizeof secret);
	return err;
}

static const struct jwa *
curve_of(EVP_PKEY *pkey)
{
	const struct jwa *row;
	size_t i;

	for (i = 0; (row = jwa_row(i)) != NULL; i++)
		if (row->scheme == JWA_EDDSA && EVP_PKEY_is_a(pkey, row->group))
			return row;
	return NULL;
}

enum jose_error
jwk_okp_put(cJSON *tree, EVP_PKEY *pkey, bool private)
{
	const struct jwa *curve = curve_of(pkey);
	unsigned char bytes[JWA_KEY_BYTES_MAX];
	size_t length = sizeof bytes;
	enum jose_error err;

	if (curve == NULL || EVP_PKEY_get_raw_public_key(pkey, bytes, &length) <= 0)
		return JOSE_KEY_INVALID;
	err = jwk_put_text(tree, "crv", curve->crv);
	if (err == JOSE_OK)
		err = jwk_put_bytes(tree, "x", bytes, length);
	length = sizeof bytes;
	if (err == JOSE_OK && private)
		err = EVP_PKEY_get_raw_private_key(pkey, bytes, &length) > 0
			  ? jwk_put_bytes(tree, "d", bytes, length)
			  : JOSE_KEY_INVALID;
	OPENSSL_cleanse(bytes, sizeof bytes);
	return err;
}

enum jose_error
jwk_okp_generate(cJSON *tree, const struct jwa *alg, unsigned bits, struct jwk_stop *stop)
{
	EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, alg->group);
	enum jose_error err = pkey == NULL ? JOSE_CRYPTO_FAILED : jwk_okp_put(tree, pkey, true);

	(void)bits; /* the curve has them */
	(void)stop;
	EVP_PKEY_free(pkey);
	return err;
}
