/*
 * A JWK as JSON: its text, its name (RFC 7638), a new one.
 */
#include <string.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include "jwk_numbers.h"
#include "keyfile.h"

#define RSA_BITS_DEFAULT 2048

/* RFC 7638 section 3.2, RFC 8037 section 2: what every key of a kty must have, in the order of the
 * thumbprint. */
static const struct {
	const char *kty;
	const char *members[5];
} required[] = {
    {"EC", {"crv", "kty", "x", "y"}},
    {"OKP", {"crv", "kty", "x"}},
    {"RSA", {"e", "kty", "n"}},
    {"oct", {"k", "kty"}},
};

static const char *
text_of(const cJSON *tree, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, name));
}

/* NULL when it is no key. */
static const char *const *
required_members(const cJSON *tree)
{
	const char *kty = text_of(tree, "kty");
	size_t i, j;

	for (i = 0; kty != NULL && i < sizeof required / sizeof required[0]; i++) {
		if (strcmp(required[i].kty, kty) != 0)
			continue;
		for (j = 0; required[i].members[j] != NULL; j++)
			if (text_of(tree, required[i].members[j]) == NULL)
				return NULL;
		return required[i].members;
	}
	return NULL;
}

enum jose_error
jwk_complete(const cJSON *tree)
{
	return required_members(tree) == NULL ? JOSE_KEY_INVALID : JOSE_OK;
}

enum jose_error
jwk_thumbprint(const cJSON *tree, const char *hash, char thumbprint[JWK_THUMBPRINT_MAX + 1])
{
	const char *const *members = required_members(tree);
	unsigned char digest[EVP_MAX_MD_SIZE];
	cJSON *canonical;
	char *text = NULL;
	size_t length = 0;
	bool good;

	if (members == NULL)
		return JOSE_KEY_INVALID;
	canonical = cJSON_CreateObject();
	good = canonical != NULL;
	for (; good && *members != NULL; members++)
		good =
		    cJSON_AddStringToObject(canonical, *members, text_of(tree, *members)) != NULL;
	text = good ? json_tree_text(canonical) : NULL;
	json_tree_free(canonical);
	if (text == NULL)
		return JOSE_NO_MEMORY;
	good = EVP_Q_digest(NULL, hash, NULL, text, strlen(text), digest, &length) > 0;
	json_tree_text_free(text); /* of an oct key it is the secret */
	base64url_encode(thumbprint, digest, length);
	thumbprint[BASE64URL_LENGTH(length)] = '\0';
	return good ? JOSE_OK : JOSE_CRYPTO_FAILED;
}

enum jose_error
jwk_label(cJSON *tree, const struct jwk_labels *labels)
{
	char thumbprint[JWK_THUMBPRINT_MAX + 1];
	const char *kid = labels->kid;
	enum jose_error err = JOSE_OK;

	if (kid == NULL) {
		err = jwk_thumbprint(tree, "SHA256", thumbprint);
		kid = thumbprint;
	}
	if (err != JOSE_OK)
		return err;
	if (cJSON_AddStringToObject(tree, "kid", kid) == NULL ||
	    (labels->use != NULL && cJSON_AddStringToObject(tree, "use", labels->use) == NULL) ||
	    (labels->alg != NULL && cJSON_AddStringToObject(tree, "alg", labels->alg) == NULL))
		return JOSE_NO_MEMORY;
	return JOSE_OK;
}

static enum jose_error
make_secret(const void *secret, size_t length, const struct jwa *alg,
    const struct jwk_labels *labels, cJSON **tree)
{
	struct jwk_labels named = *labels;
	cJSON *made = cJSON_CreateObject();
	enum jose_error err = JOSE_NO_MEMORY;

	if (made != NULL && cJSON_AddStringToObject(made, "kty", "oct") != NULL)
		err = jwk_put_bytes(made, "k", secret, length);
	named.alg = alg->name;
	if (err == JOSE_OK)
		err = jwk_label(made, &named);
	if (err == JOSE_OK)
		*tree = made;
	else
		json_tree_free(made);
	return err;
}

enum jose_error
jwk_from_secret(const void *secret, size_t length, const struct jwa *alg,
    const struct jwk_labels *labels, cJSON **tree)
{
	if (alg->scheme != JWA_HMAC)
		return JOSE_ALG_KEY_MISMATCH;
	if (keyfile_is(secret, length))
		return JOSE_IS_KEY_FILE;
	if (jwk_secret_bits(secret, length) < alg->min_bits)
		return JOSE_KEY_WEAK;
	return make_secret(secret, length, alg, labels, tree);
}

/* What looks like a key file, once in an age, would be refused: then another. */
static enum jose_error
generate_secret(size_t length, const struct jwa *alg, const struct jwk_labels *labels, cJSON **tree)
{
	unsigned char secret[JWK_RSA_BITS_MAX / 8];
	enum jose_error err = JOSE_CRYPTO_FAILED;
	bool drawn;

	do
		drawn = RAND_priv_bytes(secret, (int)length) > 0;
	while (drawn && keyfile_is(secret, length));
	if (drawn)
		err = make_secret(secret, length, alg, labels, tree);
	OPENSSL_cleanse(secret, sizeof secret);
	return err;
}

/* EVP_PKEY_CTX_set_cb(3): 0 ends the search for primes. */
static int
go_on(EVP_PKEY_CTX *context)
{
	struct jwk_stop *stop = EVP_PKEY_CTX_get_app_data(context);

	stop->stopped = stop->asked(stop->context);
	return !stop->stopped;
}

static EVP_PKEY *
generate_rsa(unsigned bits, struct jwk_stop *stop)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	EVP_PKEY *pkey = NULL;

	if (context != NULL && EVP_PKEY_keygen_init(context) > 0 &&
	    EVP_PKEY_CTX_set_rsa_keygen_bits(context, (int)bits) > 0) {
		EVP_PKEY_CTX_set_app_data(context, stop);
		EVP_PKEY_CTX_set_cb(context, go_on);
		EVP_PKEY_generate(context, &pkey);
	}
	EVP_PKEY_CTX_free(context);
	return pkey;
}

static EVP_PKEY *
generate_pkey(const struct jwa *alg, unsigned bits, struct jwk_stop *stop)
{
	if (strcmp(alg->kty, "RSA") == 0)
		return generate_rsa(bits, stop);
	if (strcmp(alg->kty, "EC") == 0)
		return EVP_PKEY_Q_keygen(NULL, NULL, "EC", alg->group);
	return EVP_PKEY_Q_keygen(NULL, NULL, alg->group);
}

enum jose_error
jwk_generate(const struct jwa *alg, unsigned bits, const struct jwk_labels *labels,
    struct jwk_stop *stop, cJSON **tree)
{
	EVP_PKEY *pkey = NULL;
	cJSON *made = NULL;
	enum jose_error err;

	if (bits == 0)
		bits = strcmp(alg->kty, "RSA") == 0 ? RSA_BITS_DEFAULT : alg->min_bits;
	if (alg->crv != NULL ? bits != alg->min_bits
			     : bits < alg->min_bits || bits > JWK_RSA_BITS_MAX || bits % 8 != 0)
		return JOSE_OPTION_VALUE;
	if (alg->scheme == JWA_HMAC)
		return generate_secret(bits / 8, alg, labels, tree);
	pkey = generate_pkey(alg, bits, stop);
	err = stop->stopped  ? JOSE_INTERRUPTED
	      : pkey == NULL ? JOSE_CRYPTO_FAILED
			     : jwk_from_pkey(pkey, true, &made);
	EVP_PKEY_free(pkey);
	if (err == JOSE_OK)
		err = jwk_label(made, labels);
	if (err == JOSE_OK)
		*tree = made;
	else
		json_tree_free(made);
	return err;
}
