/*
 * Signing and verifying with one algorithm and one key, RFC 7518 sections 3.2 to 3.5, RFC 8037
 * section 3.1.
 *
 * Fetching a hash and setting up a key costs as much as a hash itself, so that is done once, in a
 * template; each token then works on a copy of it.
 */
#include <stdlib.h>
#include <string.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>

#include "jwa_context.h"

#define DER_MAX (3 + 2 * (3 + JWA_KEY_BYTES_MAX)) /* a SEQUENCE of two INTEGERs */

struct jwa_context {
	const struct jwa *alg;
	size_t signature_length;
	EVP_MD_CTX *template; /* initialised once, never used itself */
	EVP_MD_CTX *work;
	EVP_MAC_CTX *mac; /* HMAC alone */
};

static bool
mac_setup(struct jwa_context *context, const struct jwa_key *key)
{
	EVP_MAC *hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	char hash[16];
	OSSL_PARAM params[2];

	if (hmac == NULL)
		return false;
	strcpy(hash, context->alg->hash);
	params[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash, 0);
	params[1] = OSSL_PARAM_construct_end();
	context->mac = EVP_MAC_CTX_new(hmac);
	EVP_MAC_free(hmac); /* the context holds its own reference */
	return context->mac != NULL &&
	       EVP_MAC_init(context->mac, key->secret, key->secret_length, params) > 0;
}

static bool
template_setup(struct jwa_context *context, EVP_PKEY *pkey, bool signing)
{
	/* EdDSA has its hash inside. */
	const char *hash = context->alg->scheme == JWA_EDDSA ? NULL : context->alg->hash;
	EVP_PKEY_CTX *parameters = NULL;
	int good;

	context->template = EVP_MD_CTX_new();
	context->work = EVP_MD_CTX_new();
	if (context->template == NULL || context->work == NULL)
		return false;
	good = signing ? EVP_DigestSignInit_ex(
			     context->template, &parameters, hash, NULL, NULL, pkey, NULL)
		       : EVP_DigestVerifyInit_ex(
			     context->template, &parameters, hash, NULL, NULL, pkey, NULL);
	if (good > 0 && context->alg->scheme == JWA_PSS) /* RFC 7518 section 3.5 */
		good = EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) > 0 &&
		       EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) > 0;
	return good > 0;
}

struct jwa_context *
jwa_context_new(const struct jwa *alg, const struct jwa_key *key, bool signing)
{
	struct jwa_context *context = calloc(1, sizeof *context);
	bool good;

	if (context == NULL)
		return NULL;
	context->alg = alg;
	context->signature_length = alg->signature_bytes;
	if (alg->scheme == JWA_HMAC)
		good = mac_setup(context, key);
	else
		good = template_setup(context, key->pkey, signing);
	if (alg->signature_bytes == 0)
		context->signature_length = (size_t)EVP_PKEY_get_size(key->pkey);
	if (good)
		return context;
	jwa_context_free(context);
	return NULL;
}

void
jwa_context_free(struct jwa_context *context)
{
	if (context == NULL)
		return;
	EVP_MD_CTX_free(context->template);
	EVP_MD_CTX_free(context->work);
	EVP_MAC_CTX_free(context->mac);
	free(context);
}

const struct jwa *
jwa_context_alg(const struct jwa_context *context)
{
	return context->alg;
}

size_t
jwa_signature_length(const struct jwa_context *context)
{
	return context->signature_length;
}

/* An INTEGER of DER has no leading zeros, and its first bit is its sign. */
static size_t
der_integer(unsigned char *der, const unsigned char *number, size_t length)
{
	size_t sign;

	while (length > 1 && *number == 0) {
		number++;
		length--;
	}
	sign = *number >> 7;
	der[0] = 0x02;
	der[1] = (unsigned char)(length + sign);
	der[2] = 0;
	memcpy(der + 2 + sign, number, length);
	return 2 + sign + length;
}

/* JOSE writes r and s side by side (RFC 7518 section 3.4), OpenSSL reads DER. */
static size_t
der_signature(unsigned char der[DER_MAX], const unsigned char *signature, size_t length)
{
	unsigned char numbers[DER_MAX];
	size_t body, head = 0;

	body = der_integer(numbers, signature, length / 2);
	body += der_integer(numbers + body, signature + length / 2, length / 2);
	der[head++] = 0x30;
	if (body > 127)
		der[head++] = 0x81;
	der[head++] = (unsigned char)body;
	memcpy(der + head, numbers, body);
	return head + body;
}

static bool
raw_signature(unsigned char *signature, size_t length, const unsigned char *der, size_t der_length)
{
	ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &der, (long)der_length);
	int half = (int)(length / 2);
	bool good;

	good = pair != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(pair), signature, half) == half &&
	       BN_bn2binpad(ECDSA_SIG_get0_s(pair), signature + half, half) == half;
	ECDSA_SIG_free(pair);
	return good;
}

static bool
mac(struct jwa_context *context, const void *data, size_t length, unsigned char *code)
{
	size_t written;

	return EVP_MAC_init(context->mac, NULL, 0, NULL) > 0 &&
	       EVP_MAC_update(context->mac, data, length) > 0 &&
	       EVP_MAC_final(context->mac, code, &written, context->signature_length) > 0;
}

/*
 * What the token before left is thrown away first, as EVP_DigestInit(3) has it for a context that
 * is used again.  Since OpenSSL 3.5 a copy onto a context of the same hash copies the state of that
 * hash, of which one that signs has none, and crashed (its issue 31831).  EVP_MD_CTX_dup is not in
 * 3.0, and the reset costs nothing: EVP_MD_CTX_copy_ex itself began with one until then.
 */
static bool
work_begin(struct jwa_context *context)
{
	return EVP_MD_CTX_reset(context->work) > 0 &&
	       EVP_MD_CTX_copy_ex(context->work, context->template) > 0;
}

enum jose_error
jwa_sign(struct jwa_context *context, const void *data, size_t data_length,
    unsigned char *signature, size_t *length)
{
	unsigned char der[DER_MAX];
	unsigned char *made = context->alg->scheme == JWA_ECDSA ? der : signature;
	size_t made_length = context->alg->scheme == JWA_ECDSA ? sizeof der : *length;
	bool good;

	*length = context->signature_length;
	if (context->alg->scheme == JWA_HMAC)
		return mac(context, data, data_length, signature) ? JOSE_OK : JOSE_CRYPTO_FAILED;
	good = work_begin(context) &&
	       EVP_DigestSign(context->work, made, &made_length, data, data_length) > 0;
	if (good && context->alg->scheme == JWA_ECDSA)
		good = raw_signature(signature, *length, made, made_length);
	return good ? JOSE_OK : JOSE_CRYPTO_FAILED;
}

enum jose_error
jwa_verify(struct jwa_context *context, const void *data, size_t data_length,
    const unsigned char *signature, size_t length)
{
	unsigned char other[DER_MAX > EVP_MAX_MD_SIZE ? DER_MAX : EVP_MAX_MD_SIZE];

	if (length != context->signature_length)
		return JOSE_BAD_SIGNATURE;
	if (context->alg->scheme == JWA_HMAC) {
		if (!mac(context, data, data_length, other))
			return JOSE_CRYPTO_FAILED;
		return CRYPTO_memcmp(other, signature, length) == 0 ? JOSE_OK : JOSE_BAD_SIGNATURE;
	}
	if (context->alg->scheme == JWA_ECDSA) {
		length = der_signature(other, signature, length);
		signature = other;
	}
	if (!work_begin(context))
		return JOSE_CRYPTO_FAILED;
	return EVP_DigestVerify(context->work, signature, length, data, data_length) == 1
		   ? JOSE_OK
		   : JOSE_BAD_SIGNATURE;
}
