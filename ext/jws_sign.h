/*
 * Making a JSON Web Signature, RFC 7515 section 5.1.
 */
#ifndef JWS_SIGN_H
#define JWS_SIGN_H

#include "jwk_set.h"
#include "jws_options.h"

/*
 * typ, which may be NULL, is written when neither options nor header name one.  The caller frees
 * *jws.
 */
enum jose_error jws_sign(const void *payload, size_t length, const struct jwk_set *keys,
    const struct jws_sign_options *options, const char *typ, char **jws, size_t *jws_length,
    struct jose_detail *detail);

#endif
