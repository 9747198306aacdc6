/*
 * RSA keys that are too weak to trust.
 */
#ifndef JWK_RSA_STRENGTH_H
#define JWK_RSA_STRENGTH_H

#include <openssl/bn.h>

#include "jwk.h"

/*
 * RFC 8725 section 3.5: the modulus and exponent are long, odd and not of a broken generator; what
 * else they are is the key's flaw.
 */
enum jose_error jwk_rsa_strength(const BIGNUM *modulus, const BIGNUM *exponent, struct jwk *key);

#endif
