/*
 * What the files of jwk share and nobody else calls: how a JWK writes numbers, RFC 7518 section 2,
 * and what OpenSSL makes of them.
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

enum jose_error jwk_put_bytes(
    cJSON *tree, const char *name, const unsigned char *bytes, size_t length);
/* length 0: as many bytes as the number needs. */
enum jose_error jwk_put_number(
    cJSON *tree, const char *name, EVP_PKEY *pkey, const char *parameter, size_t length);

/* OpenSSL's key of that type out of its parameters. */
enum jose_error jwk_pkey(const char *type, OSSL_PARAM_BLD *build, bool private, EVP_PKEY **pkey);

/* RFC 8032: y, and with it x, is a point of Ed25519 or Ed448, and not one of small order. */
bool jwk_is_edwards_point(const char *crv, const unsigned char *point, size_t length);

/* RFC 8725 section 3.5: the modulus and exponent are long, odd and not of a broken generator; what
 * else they are is the key's flaw. */
enum jose_error jwk_rsa_strength(const BIGNUM *modulus, const BIGNUM *exponent, struct jwk *key);

/* Says what is wrong with the key, unless it is said already. */
void jwk_blame(struct jwk *key, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same for one of whose members nothing is said yet. */
void jwk_find_flaw(const cJSON *tree, struct jwk *key);

/* Of a file with several keys: adds one to {"keys":[]}, and takes it over. */
enum jose_error jwk_bundle_add(cJSON *bundle, cJSON *key);
/* What the file is: its one private key, its only key, or the JWKS of all, each named by its
 * thumbprint.  JOSE_KEY_INVALID when it has none; the bundle is taken over in each case. */
enum jose_error jwk_bundle_take(cJSON *bundle, cJSON **tree);

/* Fills key->material, bits and private from the numbers; kty and crv are those of a row of jwa. */
enum jose_error jwk_build(const cJSON *tree, struct jwk *key);
/* A new tree with kty, crv and the numbers of the key. */
enum jose_error jwk_from_pkey(EVP_PKEY *pkey, bool private, cJSON **tree);

/* One pair for each kty: from a JWK, and back. */
enum jose_error jwk_build_rsa(const cJSON *tree, struct jwk *key);
enum jose_error jwk_build_ec(const cJSON *tree, struct jwk *key);
enum jose_error jwk_build_okp(const cJSON *tree, struct jwk *key);
enum jose_error jwk_put_rsa(cJSON *tree, EVP_PKEY *pkey, bool private);
/* What such a key may be used for: its alg, or JWK_PSS. */
enum jose_error jwk_put_pss(cJSON *tree, EVP_PKEY *pkey);
enum jose_error jwk_put_ec(cJSON *tree, EVP_PKEY *pkey, bool private);
enum jose_error jwk_put_okp(cJSON *tree, EVP_PKEY *pkey, bool private);

#endif
