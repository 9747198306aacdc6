/*
 * Bare OpenSSL: one context, set up again for each token, which DigestSign and DigestVerify need;
 * one-shot HMAC.  No base64url, no JSON.
 */
#include <string.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "ext.h"

#define SIGNATURE_MAX 512

static struct {
	const struct subject *subject;
	EVP_PKEY *pkey; /* NULL: HMAC */
	EVP_MD_CTX *context;
	size_t input_length; /* of the token: what is signed */
	unsigned char signature[SIGNATURE_MAX];
	size_t signature_length;
} state;

static void
set_pss(EVP_PKEY_CTX *parameters)
{
	if (state.subject->alg[0] != 'P')
		return;
	EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
	EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST);
}

static void
code(unsigned char *mac)
{
	const struct subject *subject = state.subject;

	HMAC(EVP_sha256(), subject->secret, (int)subject->secret_length,
	    (const unsigned char *)subject->token, state.input_length, mac, NULL);
}

static void
sign(void)
{
	EVP_PKEY_CTX *parameters;

	state.signature_length = SIGNATURE_MAX;
	if (state.pkey == NULL) {
		code(state.signature);
		return;
	}
	EVP_MD_CTX_reset(state.context);
	need(EVP_DigestSignInit_ex(
		 state.context, &parameters, state.subject->hash, NULL, NULL, state.pkey, NULL) > 0,
	    "EVP_DigestSignInit_ex");
	set_pss(parameters);
	need(EVP_DigestSign(state.context, state.signature, &state.signature_length,
		 (const unsigned char *)state.subject->token, state.input_length) == 1,
	    "EVP_DigestSign");
}

static void
verify(void)
{
	unsigned char mac[EVP_MAX_MD_SIZE];
	EVP_PKEY_CTX *parameters;

	if (state.pkey == NULL) {
		code(mac);
		need(memcmp(mac, state.signature, 32) == 0, "HMAC");
		return;
	}
	EVP_MD_CTX_reset(state.context);
	need(EVP_DigestVerifyInit_ex(
		 state.context, &parameters, state.subject->hash, NULL, NULL, state.pkey, NULL) > 0,
	    "EVP_DigestVerifyInit_ex");
	set_pss(parameters);
	need(EVP_DigestVerify(state.context, state.signature, state.signature_length,
		 (const unsigned char *)state.subject->token, state.input_length) == 1,
	    "EVP_DigestVerify");
}

/*
 * ECDSA signs in DER, and JOSE writes r and s side by side: so it verifies a signature of its own.
 */
static bool
start(const struct subject *subject)
{
	BIO *bio = BIO_new_mem_buf(subject->private_pem, -1);

	state.subject = subject;
	state.input_length = (size_t)(strrchr(subject->token, '.') - subject->token);
	state.context = EVP_MD_CTX_new();
	state.pkey =
	    subject->secret_length > 0 ? NULL : PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
	BIO_free(bio);
	need(subject->secret_length > 0 || state.pkey != NULL, "PEM_read_bio_PrivateKey");
	sign();
	return true;
}

static void
end(void)
{
	EVP_MD_CTX_free(state.context);
	EVP_PKEY_free(state.pkey);
}

const struct contestant contestant_bare = {"bare", start, sign, verify, end};
