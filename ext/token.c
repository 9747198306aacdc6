/*
 * Opaque secrets: made at random, stored as hashes, derived under a key.
 */
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "token.h"

enum jose_error
token_random(unsigned char *bytes, size_t length)
{
	return RAND_bytes(bytes, (int)length) > 0 ? JOSE_OK : JOSE_CRYPTO_FAILED;
}

enum jose_error
token_hash(const void *text, size_t length, char hash[TOKEN_HASH_LENGTH + 1])
{
	unsigned char digest[TOKEN_HASH_BYTES];

	if (EVP_Q_digest(NULL, "SHA256", NULL, text, length, digest, NULL) <= 0)
		return JOSE_CRYPTO_FAILED;
	base64url_encode(hash, digest, sizeof digest);
	hash[TOKEN_HASH_LENGTH] = '\0';
	return JOSE_OK;
}

enum jose_error
token_mac(const void *key, size_t key_length, const void *text, size_t length,
    unsigned char mac[TOKEN_HASH_BYTES])
{
	return EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key, key_length, text, length, mac,
		   TOKEN_HASH_BYTES, NULL) != NULL
		   ? JOSE_OK
		   : JOSE_CRYPTO_FAILED;
}

bool
token_equal(const void *a, size_t a_length, const void *b, size_t b_length)
{
	return a_length == b_length && CRYPTO_memcmp(a, b, a_length) == 0;
}
