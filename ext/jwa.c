/*
 * The algorithms, RFC 7518 section 3.1.  `none` has no row, so there is no code that could accept
 * it (RFC 8725 section 3.2).
 */
#include <stdio.h>
#include <string.h>
#include <openssl/evp.h>

#include "jwa.h"

/* clang-format off */
static const struct jwa algorithms[] = {
	/* name      scheme     kty    crv          group         hash        bits key  sig. hash */
	{ "HS256",   JWA_HMAC,  "oct", NULL,        NULL,         "SHA256",    256,  0,  32,  32 },
	{ "HS384",   JWA_HMAC,  "oct", NULL,        NULL,         "SHA384",    384,  0,  48,  48 },
	{ "HS512",   JWA_HMAC,  "oct", NULL,        NULL,         "SHA512",    512,  0,  64,  64 },
	{ "RS256",   JWA_PKCS1, "RSA", NULL,        NULL,         "SHA256",   2048,  0,   0,  32 },
	{ "RS384",   JWA_PKCS1, "RSA", NULL,        NULL,         "SHA384",   2048,  0,   0,  48 },
	{ "RS512",   JWA_PKCS1, "RSA", NULL,        NULL,         "SHA512",   2048,  0,   0,  64 },
	{ "PS256",   JWA_PSS,   "RSA", NULL,        NULL,         "SHA256",   2048,  0,   0,  32 },
	{ "PS384",   JWA_PSS,   "RSA", NULL,        NULL,         "SHA384",   2048,  0,   0,  48 },
	{ "PS512",   JWA_PSS,   "RSA", NULL,        NULL,         "SHA512",   2048,  0,   0,  64 },
	{ "ES256",   JWA_ECDSA, "EC",  "P-256",     "prime256v1", "SHA256",    256, 32,  64,  32 },
	{ "ES384",   JWA_ECDSA, "EC",  "P-384",     "secp384r1",  "SHA384",    384, 48,  96,  48 },
	{ "ES512",   JWA_ECDSA, "EC",  "P-521",     "secp521r1",  "SHA512",    521, 66, 132,  64 },
	{ "ES256K",  JWA_ECDSA, "EC",  "secp256k1", "secp256k1",  "SHA256",    256, 32,  64,  32 },
	{ "EdDSA",   JWA_EDDSA, "OKP", "Ed25519",   "ED25519",    "SHA512",    256, 32,  64,  64 },
	{ "EdDSA",   JWA_EDDSA, "OKP", "Ed448",     "ED448",      "SHAKE256",  456, 57, 114, 114 },
	{ "Ed25519", JWA_EDDSA, "OKP", "Ed25519",   "ED25519",    "SHA512",    256, 32,  64,  64 },
	{ "Ed448",   JWA_EDDSA, "OKP", "Ed448",     "ED448",      "SHAKE256",  456, 57, 114, 114 },
};
/* clang-format on */

#define ALGORITHMS (sizeof algorithms / sizeof algorithms[0])

_Static_assert(ALGORITHMS <= 32, "jwa_bit has one bit for each row");

const struct jwa *
jwa_row(size_t index)
{
	return index < ALGORITHMS ? &algorithms[index] : NULL;
}

const struct jwa *
jwa_find(const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < ALGORITHMS; i++)
		if (strlen(algorithms[i].name) == length &&
		    memcmp(algorithms[i].name, name, length) == 0)
			return &algorithms[i];
	return NULL;
}

const struct jwa *
jwa_named(const struct json_value *name)
{
	size_t i;

	for (i = 0; i < ALGORITHMS && name->type == JSON_STRING; i++)
		if (json_string_is(name, algorithms[i].name, strlen(algorithms[i].name)))
			return &algorithms[i];
	return NULL;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

const struct jwa *
jwa_for_key(const char *name, const char *kty, const char *crv)
{
	size_t i;

	for (i = 0; i < ALGORITHMS; i++)
		if ((name == NULL || strcmp(algorithms[i].name, name) == 0) &&
		    strcmp(algorithms[i].kty, kty) == 0 && same_text(algorithms[i].crv, crv))
			return &algorithms[i];
	return NULL;
}

void
jwa_names(enum jwa_scheme scheme, char names[JWA_NAMES_MAX])
{
	size_t i, left = 0, length = 0;

	for (i = 0; i < ALGORITHMS; i++)
		left += algorithms[i].scheme == scheme;
	names[0] = '\0';
	for (i = 0; i < ALGORITHMS && length < JWA_NAMES_MAX; i++)
		if (algorithms[i].scheme == scheme) {
			left--;
			length += (size_t)snprintf(names + length, JWA_NAMES_MAX - length, "%s%s",
			    algorithms[i].name,
			    left > 1    ? ", "
			    : left == 1 ? " or "
					: "");
		}
}

bool
jwa_same(const struct jwa *a, const struct jwa *b)
{
	return a->scheme == b->scheme && strcmp(a->hash, b->hash) == 0 && same_text(a->crv, b->crv);
}

unsigned
jwa_bit(const struct jwa *alg)
{
	return 1U << (jwa_find(alg->name, strlen(alg->name)) - algorithms);
}

enum jose_error
jwa_hash(const struct jwa *alg, const void *data, size_t length, unsigned char hash[JWA_HASH_MAX])
{
	EVP_MD *md = EVP_MD_fetch(NULL, alg->hash, NULL);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	int good;

	good = md != NULL && context != NULL && EVP_DigestInit_ex2(context, md, NULL) > 0 &&
	       EVP_DigestUpdate(context, data, length) > 0;
	if (good && (EVP_MD_get_flags(md) & EVP_MD_FLAG_XOF) != 0)
		good = EVP_DigestFinalXOF(context, hash, alg->hash_bytes) > 0;
	else if (good)
		good = EVP_DigestFinal_ex(context, hash, NULL) > 0;
	EVP_MD_CTX_free(context);
	EVP_MD_free(md);
	return good ? JOSE_OK : JOSE_CRYPTO_FAILED;
}
