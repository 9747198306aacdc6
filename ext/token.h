/*
 * Opaque secrets: made at random, stored as hashes, derived under a key.  RFC 6749 section 10.10.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base64url.h"
#include "jose.h"

#define TOKEN_RANDOM_MAX 1024 /* bytes */
#define TOKEN_MAX 255         /* characters of one that is split */
#define TOKEN_HASH_BYTES 32
#define TOKEN_FINGERPRINT_BYTES 8
#define TOKEN_HASH_LENGTH BASE64URL_LENGTH(TOKEN_HASH_BYTES)

enum jose_error token_random(unsigned char *bytes, size_t length);
/* base64url of SHA-256. */
enum jose_error token_hash(const void *text, size_t length, char hash[TOKEN_HASH_LENGTH + 1]);
/* HMAC-SHA-256. */
enum jose_error token_derive(const void *key, size_t key_length, const void *text, size_t length,
    unsigned char derived[TOKEN_HASH_BYTES]);
/* The first bytes of HMAC-SHA-512. */
enum jose_error token_fingerprint(const void *key, size_t key_length, const void *text,
    size_t length, unsigned char fingerprint[TOKEN_FINGERPRINT_BYTES]);

/* The halves of a token <prefix>_<id>.<secret>: the id finds it, the secret proves it. */
struct token_parts {
	const char *id; /* borrowed from the token, as secret is */
	size_t id_length;
	const char *secret;
	size_t secret_length;
};

/* False for a token of another prefix or form, or longer than TOKEN_MAX. */
bool token_split(const char *prefix, size_t prefix_length, const char *token, size_t length,
    struct token_parts *parts);

/* In a time that does not tell where they differ. */
bool token_equal(const void *a, size_t a_length, const void *b, size_t b_length);

#endif
