/*
 * What the files of the kty values share: how a JWK writes numbers, RFC 7518 section 2.
 */
#ifndef JWK_NUMBERS_H
#define JWK_NUMBERS_H

#include <openssl/param_build.h>

#include "jwk.h"

/* A member in base64url as bytes, to be freed by jwk_free_bytes.  An absent one leaves NULL. */
enum jose_error jwk_member_bytes(
    const cJSON *tree, const char *name, unsigned char **bytes, size_t *length);
/* A member as a number, to be freed by BN_clear_free.  An absent one leaves it as it was. */
enum jose_error jwk_member_number(const cJSON *tree, const char *name, BIGNUM **number);
/* A member that is exactly so many bytes long. */
enum jose_error jwk_member_exact(
    const cJSON *tree, const char *name, unsigned char *bytes, size_t length, bool *present);
/* Wipes, then frees. */
void jwk_free_bytes(unsigned char *bytes, size_t length);

enum jose_error jwk_put_bytes(
    cJSON *tree, const char *name, const unsigned char *bytes, size_t length);
/* length 0: as many bytes as the number needs. */
enum jose_error jwk_put_number(
    cJSON *tree, const char *name, EVP_PKEY *pkey, const char *parameter, size_t length);

/* OpenSSL's key of that type out of its parameters. */
enum jose_error jwk_pkey(const char *type, OSSL_PARAM_BLD *build, bool private, EVP_PKEY **pkey);

/* RFC 8032: y, and with it x, is a point of Ed25519 or Ed448, and not one of small order. */
bool jwk_is_edwards_point(const char *crv, const unsigned char *point, size_t length);

/* One pair for each kty: from a JWK, and back. */
enum jose_error jwk_build_rsa(const cJSON *tree, struct jwk *key);
enum jose_error jwk_build_ec(const cJSON *tree, struct jwk *key);
enum jose_error jwk_build_okp(const cJSON *tree, struct jwk *key);
enum jose_error jwk_put_rsa(cJSON *tree, EVP_PKEY *pkey, bool private);
enum jose_error jwk_put_ec(cJSON *tree, EVP_PKEY *pkey, bool private);
enum jose_error jwk_put_okp(cJSON *tree, EVP_PKEY *pkey, bool private);

#endif
