/*
 * Signing and verifying with one algorithm and one key.
 */
#ifndef JWA_CONTEXT_H
#define JWA_CONTEXT_H

#include <openssl/evp.h>

#include "jwa.h"

#define JWA_SIGNATURE_MAX 2048 /* RSA with 16384 bits */

/* What signing needs of a key: a secret for HMAC, else a pkey; the other is NULL. */
struct jwa_key {
	EVP_PKEY *pkey;
	unsigned char *secret;
	size_t secret_length;
};

/* One algorithm with one key, made ready once and used for many tokens. */
struct jwa_context;

/* NULL when memory or the library fails.  The key must outlive the context. */
struct jwa_context *jwa_context_new(const struct jwa *alg, const struct jwa_key *key, bool signing);
void jwa_context_free(struct jwa_context *context);
const struct jwa *jwa_context_alg(const struct jwa_context *context);
size_t jwa_signature_length(const struct jwa_context *context);

/* *length is JWA_SIGNATURE_MAX or more on the way in. */
enum jose_error jwa_sign(struct jwa_context *context, const void *data, size_t data_length,
    unsigned char *signature, size_t *length);
/* JOSE_BAD_SIGNATURE is a verdict, JOSE_CRYPTO_FAILED a fault. */
enum jose_error jwa_verify(struct jwa_context *context, const void *data, size_t data_length,
    const unsigned char *signature, size_t length);

#endif
