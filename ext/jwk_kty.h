/*
 * The key types, RFC 7518 section 6.1.
 */
#ifndef JWK_KTY_H
#define JWK_KTY_H

#include "jwk.h"

/* Row by row; NULL after the last. */
const struct jwk_kty *jwk_kty_row(size_t index);
/* NULL for a name that no row has, and for none. */
const struct jwk_kty *jwk_kty_find(const char *name);
const struct jwk_kty *jwk_kty_of_tree(const cJSON *tree);
/*
 * The algorithm of a key with this alg, which may be NULL, and crv: the one that it names, or the
 * only one that such keys have.  NULL: it names another's, or none and there are several.
 */
const struct jwa *jwk_kty_alg(const struct jwk_kty *kty, const char *alg, const char *crv);
/*
 * A new tree with kty, crv and the numbers of OpenSSL's key.  JOSE_KEY_INVALID when no row has such
 * keys.
 */
enum jose_error jwk_from_pkey(EVP_PKEY *pkey, bool private, cJSON **tree);

#endif
