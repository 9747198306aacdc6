/*
 * Secrets for HMAC, RFC 7518 section 6.4: what the row in jwk_kty.c needs, and the secrets that
 * come as bytes.
 */
#ifndef JWK_OCT_H
#define JWK_OCT_H

#include "jwk.h"

enum jose_error jwk_oct_build(const cJSON *tree, struct jwk *key);
enum jose_error jwk_oct_generate(
    cJSON *tree, const struct jwa *alg, unsigned bits, struct jwk_stop *stop);

/* How many bits a secret has, RFC 7518 section 3.2. */
unsigned jwk_oct_bits(const void *secret, size_t length);
/*
 * The secret that the key has already: its bits, and whether it is one.  file says that it is a key
 * file.
 */
enum jose_error jwk_oct_examine(struct jwk *key, const char *file);

#endif
