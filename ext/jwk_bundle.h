/*
 * Several keys in one file.
 */
#ifndef JWK_BUNDLE_H
#define JWK_BUNDLE_H

#include "jwk.h"

/* Adds one to {"keys":[]}, and takes it over. */
enum jose_error jwk_bundle_add(cJSON *bundle, cJSON *key);
/*
 * What the file is: its one private key, its only key, or the JWKS of all, each named by its
 * thumbprint.  JOSE_KEY_INVALID when it has none; the bundle is taken over in each case.
 */
enum jose_error jwk_bundle_take(cJSON *bundle, cJSON **tree);

#endif
