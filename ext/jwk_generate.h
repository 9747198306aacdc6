/*
 * New keys: made at random, or of a secret that there is.
 */
#ifndef JWK_GENERATE_H
#define JWK_GENERATE_H

#include "jwk_thumbprint.h"

/* A private key.  bits 0: as many as are usual; JOSE_OPTION_VALUE for what alg cannot have. */
enum jose_error jwk_generate(const struct jwa *alg, unsigned bits, const struct jwk_labels *labels,
    struct jwk_stop *stop, cJSON **tree);
/* RFC 7518 section 6.4: a secret for one HMAC algorithm.  A key file is refused. */
enum jose_error jwk_from_secret(const void *secret, size_t length, const struct jwa *alg,
    const struct jwk_labels *labels, cJSON **tree);

#endif
