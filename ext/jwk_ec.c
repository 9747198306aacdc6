/*
 * Elliptic curve keys, RFC 7518 section 6.2: from a JWK to OpenSSL and back.
 */
#include <string.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>

#include "jwk_ec.h"
#include "jwk_numbers.h"

#define UNCOMPRESSED 0x04 /* SEC 1 section 2.3.3: then come x and y */

static enum jose_error
ec_pkey(const struct jwa *curve, const unsigned char *point, const unsigned char *secret,
    EVP_PKEY **pkey)
{
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	BIGNUM *d = secret == NULL ? NULL : BN_bin2bn(secret, (int)curve->key_bytes, NULL);
	enum jose_error err = JOSE_NO_MEMORY;

	if (build != NULL && (secret == NULL) == (d == NULL) &&
	    OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, curve->group, 0) &&
	    OSSL_PARAM_BLD_push_octet_string(
		build, OSSL_PKEY_PARAM_PUB_KEY, point, 1 + 2 * (size_t)curve->key_bytes) &&
	    (d == NULL || OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY, d)))
		err = jwk_pkey("EC", build, secret != NULL, pkey);
	OSSL_PARAM_BLD_free(build);
	BN_clear_free(d);
	return err;
}

/* RFC 8725 section 3.4: the point is on its curve, and the secret is the secret of that point. */
static bool
sound(EVP_PKEY *pkey, bool private)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
	bool good = context != NULL && EVP_PKEY_public_check(context) > 0 &&
		    (!private || EVP_PKEY_pairwise_check(context) > 0);

	EVP_PKEY_CTX_free(context);
	return good;
}

/*
 * Either the point is not sound, or the secret is not its secret.  To find out which takes time,
 * which is not spent on a set: it may be a stranger's.
 */
static void
note_point_flaw(const struct jwa *curve, const unsigned char *point, struct jwk *key)
{
	EVP_PKEY *public = NULL;

	if (key->private && key->of_set)
		jwk_note_flaw(
		    key, "its x, y and d do not belong together, or not on %s", curve->crv);
	else if (key->private && ec_pkey(curve, point, NULL, &public) == JOSE_OK &&
		 sound(public, false))
		jwk_note_flaw(key, "its d is not that of its x and y");
	else
		jwk_note_flaw(key, "its x and y are not a point of %s", curve->crv);
	EVP_PKEY_free(public);
}

enum jose_error
jwk_ec_build(const cJSON *tree, struct jwk *key)
{
	const struct jwa *curve = jwa_for_key(NULL, key->kty->name, key->crv);
	unsigned char point[1 + 2 * JWA_KEY_BYTES_MAX] = {UNCOMPRESSED}, secret[JWA_KEY_BYTES_MAX];
	size_t length = curve->key_bytes;
	bool has_x = false, has_y = false;
	enum jose_error err;

	key->bits = curve->min_bits;
	err = jwk_member_exact(tree, "x", point + 1, length, &has_x);
	if (err == JOSE_OK)
		err = jwk_member_exact(tree, "y", point + 1 + length, length, &has_y);
	if (err == JOSE_OK)
		err = jwk_member_exact(tree, "d", secret, length, &key->private);
	if (err == JOSE_OK && !(has_x && has_y))
		err = JOSE_KEY_INVALID;
	if (err == JOSE_OK) {
		err = ec_pkey(curve, point, key->private ? secret : NULL, &key->material.pkey);
		if (err == JOSE_OK && !sound(key->material.pkey, key->private))
			err = JOSE_KEY_INVALID;
		if (err == JOSE_KEY_INVALID)
			note_point_flaw(curve, point, key);
	}
	OPENSSL_cleanse(secret, sizeof secret);
	return err;
}

static const struct jwa *
curve_of(EVP_PKEY *pkey)
{
	const struct jwa *row;
	char group[32]; /* longer than any name that a row has */
	size_t i;

	if (EVP_PKEY_get_group_name(pkey, group, sizeof group, NULL) <= 0)
		return NULL; /* not a named curve: RFC 5480 section 2.1.1 */
	for (i = 0; (row = jwa_row(i)) != NULL; i++)
		if (row->scheme == JWA_ECDSA && strcmp(row->group, group) == 0)
			return row;
	return NULL;
}

enum jose_error
jwk_ec_put(cJSON *tree, EVP_PKEY *pkey, bool private)
{
	const struct jwa *curve = curve_of(pkey);
	enum jose_error err;

	if (curve == NULL)
		return JOSE_KEY_INVALID;
	err = jwk_put_text(tree, "crv", curve->crv);
	if (err == JOSE_OK)
		err = jwk_put_number(tree, "x", pkey, OSSL_PKEY_PARAM_EC_PUB_X, curve->key_bytes);
	if (err == JOSE_OK)
		err = jwk_put_number(tree, "y", pkey, OSSL_PKEY_PARAM_EC_PUB_Y, curve->key_bytes);
	if (err == JOSE_OK && private)
		err = jwk_put_number(tree, "d", pkey, OSSL_PKEY_PARAM_PRIV_KEY, curve->key_bytes);
	return err;
}

enum jose_error
jwk_ec_generate(cJSON *tree, const struct jwa *alg, unsigned bits, struct jwk_stop *stop)
{
	EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "EC", alg->group);
	enum jose_error err = pkey == NULL ? JOSE_CRYPTO_FAILED : jwk_ec_put(tree, pkey, true);

	(void)bits; /* the curve has them */
	(void)stop;
	EVP_PKEY_free(pkey);
	return err;
}
