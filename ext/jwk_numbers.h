/*
 * How a JWK writes numbers, RFC 7518 section 2, and what OpenSSL makes of them.
 */
#ifndef JWK_NUMBERS_H
#define JWK_NUMBERS_H

#include <openssl/param_build.h>

#include "jwk.h"

/* A member in base64url as bytes, to be freed by jwk_free_bytes.  An absent one gives NULL. */
enum jose_error jwk_member_bytes(
    const cJSON *tree, const char *name, unsigned char **bytes, size_t *length);
void jwk_free_bytes(unsigned char *bytes, size_t length);
/* A member as a number, to be freed by BN_clear_free.  An absent one leaves it as it was. */
enum jose_error jwk_member_number(const cJSON *tree, const char *name, BIGNUM **number);
/* A member that is exactly so many bytes long. */
enum jose_error jwk_member_exact(
    const cJSON *tree, const char *name, unsigned char *bytes, size_t length, bool *present);

enum jose_error jwk_put_text(cJSON *tree, const char *name, const char *text);
enum jose_error jwk_put_bytes(
    cJSON *tree, const char *name, const unsigned char *bytes, size_t length);
/* length 0: as many bytes as the number needs. */
enum jose_error jwk_put_number(
    cJSON *tree, const char *name, EVP_PKEY *pkey, const char *parameter, size_t length);

/* OpenSSL's key of that type out of its parameters. */
enum jose_error jwk_pkey(const char *type, OSSL_PARAM_BLD *build, bool private, EVP_PKEY **pkey);

#endif
