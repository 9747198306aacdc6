/*
 * Opaque secrets: made at random, stored as hashes, derived under a key.
 */
#include <string.h>
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

static enum jose_error
mac(const char *hash, const void *key, size_t key_length, const void *text, size_t length,
    unsigned char *code, size_t size)
{
	return EVP_Q_mac(NULL, "HMAC", NULL, hash, NULL, key, key_length, text, length, code, size,
		   NULL) != NULL
		   ? JOSE_OK
		   : JOSE_CRYPTO_FAILED;
}

enum jose_error
token_derive(const void *key, size_t key_length, const void *text, size_t length,
    unsigned char derived[TOKEN_HASH_BYTES])
{
	return mac("SHA256", key, key_length, text, length, derived, TOKEN_HASH_BYTES);
}

/*
 * Another hash than that of token_derive: a fingerprint in a record tells nothing of what is
 * derived from the same text, even under the same key.
 */
enum jose_error
token_fingerprint(const void *key, size_t key_length, const void *text, size_t length,
    unsigned char fingerprint[TOKEN_FINGERPRINT_BYTES])
{
	unsigned char code[EVP_MAX_MD_SIZE];
	enum jose_error err = mac("SHA512", key, key_length, text, length, code, sizeof code);

	if (err == JOSE_OK)
		memcpy(fingerprint, code, TOKEN_FINGERPRINT_BYTES);
	OPENSSL_cleanse(code, sizeof code);
	return err;
}

/* How many characters of base64url stand at the beginning. */
static size_t
base64url_span(const char *text, size_t length)
{
	size_t span = 0;

	while (span < length && base64url_has(text[span]))
		span++;
	return span;
}

bool
token_split(const char *prefix, size_t prefix_length, const char *token, size_t length,
    struct token_parts *parts)
{
	if (length > TOKEN_MAX || length <= prefix_length ||
	    memcmp(token, prefix, prefix_length) != 0 || token[prefix_length] != '_')
		return false;
	parts->id = token + prefix_length + 1;
	length -= prefix_length + 1;
	parts->id_length = base64url_span(parts->id, length);
	if (parts->id_length == 0 || parts->id_length == length ||
	    parts->id[parts->id_length] != '.')
		return false;
	parts->secret = parts->id + parts->id_length + 1;
	parts->secret_length = length - parts->id_length - 1;
	return parts->secret_length > 0 &&
	       base64url_span(parts->secret, parts->secret_length) == parts->secret_length;
}

bool
token_equal(const void *a, size_t a_length, const void *b, size_t b_length)
{
	return a_length == b_length && CRYPTO_memcmp(a, b, a_length) == 0;
}
