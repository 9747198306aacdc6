/*
 * JSON Web Algorithms for signatures, RFC 7518 section 3, RFC 8037, RFC 8812, RFC 9864.
 */
#ifndef JWA_H
#define JWA_H

#include <stdbool.h>
#include <stddef.h>

#include "jose.h"
#include "json_string.h"

#define JWA_HASH_MAX 114     /* SHAKE256 as Ed448 uses it */
#define JWA_KEY_BYTES_MAX 66 /* of a curve: P-521 */

#define JWA_NAMES_MAX 40 /* of one scheme, with its NUL */

enum jwa_scheme { JWA_HMAC, JWA_PKCS1, JWA_PSS, JWA_ECDSA, JWA_EDDSA };

/* One signature algorithm with one kind of key: a row of the table in jwa.c. */
struct jwa {
	const char *name; /* of alg */
	enum jwa_scheme scheme;
	const char *kty;
	const char *crv;          /* NULL: the key has no curve */
	const char *group;        /* OpenSSL's name of the curve */
	const char *hash;         /* OpenSSL's name of the hash */
	unsigned min_bits;        /* of the key */
	unsigned key_bytes;       /* of a coordinate, or of an OKP key */
	unsigned signature_bytes; /* 0: as many as the modulus */
	unsigned hash_bytes;
};

/* Row by row; NULL after the last. */
const struct jwa *jwa_row(size_t index);
/* The first row of that name: enough to know that the name is supported. */
const struct jwa *jwa_find(const char *name, size_t length);
/* The same for a name in JSON, however it is escaped; NULL when it is not a string. */
const struct jwa *jwa_named(const struct json_value *name);
/* The first row for such a key.  name may be NULL (any), crv must be NULL when the key has none. */
const struct jwa *jwa_for_key(const char *name, const char *kty, const char *crv);
/* The names of a scheme: "PS256, PS384 or PS512". */
void jwa_names(enum jwa_scheme scheme, char names[JWA_NAMES_MAX]);
/* EdDSA and Ed25519 are two names of one algorithm (RFC 9864 section 2.2). */
bool jwa_same(const struct jwa *a, const struct jwa *b);
/* For a set of names, one bit each: all rows of one name have the same. */
unsigned jwa_bit(const struct jwa *alg);

/*
 * The hash of an algorithm, hash_bytes long: what at_hash is the half of (OpenID Connect Core
 * section 3.1.3.6).
 */
enum jose_error jwa_hash(
    const struct jwa *alg, const void *data, size_t length, unsigned char hash[JWA_HASH_MAX]);

#endif
