/*
 * Elliptic curve keys, RFC 7518 section 6.2: what the row in jwk_kty.c needs.
 */
#ifndef JWK_EC_H
#define JWK_EC_H

#include "jwk.h"

enum jose_error jwk_ec_build(const cJSON *tree, struct jwk *key);
enum jose_error jwk_ec_put(cJSON *tree, EVP_PKEY *pkey, bool private);
enum jose_error jwk_ec_generate(
    cJSON *tree, const struct jwa *alg, unsigned bits, struct jwk_stop *stop);

#endif
