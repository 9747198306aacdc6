/*
 * Octet key pairs, RFC 8037 section 2: what the row in jwk_kty.c needs.
 */
#ifndef JWK_OKP_H
#define JWK_OKP_H

#include "jwk.h"

enum jose_error jwk_okp_build(const cJSON *tree, struct jwk *key);
enum jose_error jwk_okp_put(cJSON *tree, EVP_PKEY *pkey, bool private);
enum jose_error jwk_okp_generate(
    cJSON *tree, const struct jwa *alg, unsigned bits, struct jwk_stop *stop);

#endif
