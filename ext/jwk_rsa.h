/*
 * RSA keys, RFC 7518 section 6.3: what the row in jwk_kty.c needs.
 */
#ifndef JWK_RSA_H
#define JWK_RSA_H

#include "jwk.h"

enum jose_error jwk_rsa_build(const cJSON *tree, struct jwk *key);
enum jose_error jwk_rsa_put(cJSON *tree, EVP_PKEY *pkey, bool private);
enum jose_error jwk_rsa_generate(
    cJSON *tree, const struct jwa *alg, unsigned bits, struct jwk_stop *stop);

#endif
