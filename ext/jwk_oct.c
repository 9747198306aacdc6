/*
 * Secrets for HMAC, RFC 7518 section 6.4.
 */
#include <string.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "jwk_numbers.h"
#include "jwk_oct.h"
#include "keyfile.h"

#define TWO_BYTES_MAX 0x7ff /* RFC 3629 section 3: up to here UTF-8 has at most two bytes */

/*
 * As text in UTF-16: how many bytes it would have in UTF-8, when no character takes more than two
 * and none is NUL; else 0.  Random bytes are not such a text.
 */
static size_t
narrow_length(const unsigned char *bytes, size_t length, size_t high)
{
	size_t narrow = 0, i;
	unsigned character;

	for (i = 0; i + 1 < length; i += 2) {
		character = (unsigned)bytes[i + high] << 8 | bytes[i + 1 - high];
		if (character == 0 || character > TWO_BYTES_MAX)
			return 0;
		narrow += character < 0x80 ? 1 : 2;
	}
	return length % 2 == 0 ? narrow : 0;
}

/* CAST(text AS BLOB) has twice the bytes in a database in UTF-16, but is no harder to guess. */
unsigned
jwk_oct_bits(const void *secret, size_t length)
{
	size_t high, narrow;

	for (high = 0; high <= 1; high++)
		if ((narrow = narrow_length(secret, length, high)) > 0)
			length = narrow;
	return (unsigned)(8 * length);
}

enum jose_error
jwk_oct_examine(struct jwk *key, const char *file)
{
	const struct jwa_key *material = &key->material;

	key->private = true;
	key->bits = jwk_oct_bits(material->secret, material->secret_length);
	if (!keyfile_is(material->secret, material->secret_length))
		return JOSE_OK;
	key->flaw = file;
	return JOSE_KEY_INVALID;
}

enum jose_error
jwk_oct_build(const cJSON *tree, struct jwk *key)
{
	enum jose_error err =
	    jwk_member_bytes(tree, "k", &key->material.secret, &key->material.secret_length);

	key->private = true;
	if (err != JOSE_OK)
		return err;
	if (key->material.secret == NULL)
		return JOSE_KEY_INVALID;
	return jwk_oct_examine(key, "its k is a key file, not a secret");
}

/* Random bytes look like a key file once in an age, and would be refused: then draw again. */
enum jose_error
jwk_oct_generate(cJSON *tree, const struct jwa *alg, unsigned bits, struct jwk_stop *stop)
{
	unsigned char secret[JWK_RSA_BITS_MAX / 8];
	enum jose_error err = JOSE_CRYPTO_FAILED;
	size_t length = bits / 8;
	bool drawn;

	(void)alg;
	(void)stop;
	do
		drawn = RAND_priv_bytes(secret, (int)length) > 0;
	while (drawn && keyfile_is(secret, length));
	if (drawn)
		err = jwk_put_bytes(tree, "k", secret, length);
	OPENSSL_cleanse(secret, sizeof secret);
	return err;
}
