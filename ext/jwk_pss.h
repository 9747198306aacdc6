/*
 * RSA keys for RSASSA-PSS alone, RFC 4055 section 1.2.
 */
#ifndef JWK_PSS_H
#define JWK_PSS_H

#include "jwk.h"

/* What such a key may be used for: adds its alg, or JWK_PSS. */
enum jose_error jwk_pss_put(cJSON *tree, EVP_PKEY *pkey);

#endif
