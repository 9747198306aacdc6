/*
 * The name of a key: its thumbprint, RFC 7638, or the kid that it has.
 */
#ifndef JWK_THUMBPRINT_H
#define JWK_THUMBPRINT_H

#include "jwk.h"

/* JOSE_KEY_INVALID when a member that its kty requires is missing. */
enum jose_error jwk_complete(const cJSON *tree);
/* hash is OpenSSL's name of it.  JOSE_KEY_INVALID when the key is not complete. */
enum jose_error jwk_thumbprint(
    const cJSON *tree, const char *hash, char thumbprint[JWK_THUMBPRINT_MAX + 1]);

struct jwk_labels {
	const char *kid; /* NULL: the thumbprint */
	const char *use; /* NULL: none */
	const char *alg; /* NULL: none */
};

/* Adds kid, use and alg. */
enum jose_error jwk_label(cJSON *tree, const struct jwk_labels *labels);

#endif
