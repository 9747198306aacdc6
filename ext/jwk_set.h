/*
 * A set of keys, RFC 7517 section 5, or one key alone: what a key argument says.
 */
#ifndef JWK_SET_H
#define JWK_SET_H

#include "jwk.h"

struct jwk_set {
	struct jwk *keys;
	size_t count;
	bool is_set;           /* a JWKS; else the caller named this one key */
	enum jose_error error; /* why the text as a whole is not a key */
	const char *flaw;      /* the same in words */
};

/*
 * From text: a JWK, a JWKS or PEM.  From bytes: a JWK or a JWKS in JSONB, else a secret for HMAC,
 * unless the bytes are a key file.  OpenSSL may call a key bad when memory ran out: a caller that
 * keeps the set asks memory_ran_out first.
 */
enum jose_error jwk_set_from_text(const char *text, size_t length, struct jwk_set **set);
enum jose_error jwk_set_from_blob(const void *bytes, size_t length, struct jwk_set **set);
/* A tree that is not a key, or NULL, gives a set whose one key cannot be used. */
enum jose_error jwk_set_from_tree(const cJSON *tree, struct jwk_set **set);
void jwk_set_free(struct jwk_set *set);

/* Whether a tree is a JWKS: what has a kty is one key, whatever else it has. */
bool jwk_is_set(const cJSON *tree);
/* Whether it is one key that can be used. */
enum jose_error jwk_set_verdict(const struct jwk_set *set);
/* What makes the set, or this key of it, invalid; either may be NULL.  NULL: nothing. */
const char *jwk_set_flaw(const struct jwk_set *set, const struct jwk *key);

#endif
