/*
 * Making a JSON Web Token, RFC 7519 section 7.1.
 */
#ifndef JWT_SIGN_H
#define JWT_SIGN_H

#include "jwk_set.h"
#include "jwt_options.h"

/* now is the clock, unless the options name another.  The caller frees *token. */
enum jose_error jwt_sign(const char *claims, size_t length, const struct jwk_set *keys,
    const struct jwt_sign_options *options, struct json_decimal now, char **token,
    size_t *token_length, struct jose_detail *detail);

#endif
