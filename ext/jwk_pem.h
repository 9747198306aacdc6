/*
 * Keys in files, RFC 7468: SubjectPublicKeyInfo, PKCS#8, PKCS#1, SEC1 and X.509 in;
 * SubjectPublicKeyInfo and PKCS#8 out.
 */
#ifndef JWK_PEM_H
#define JWK_PEM_H

#include "jwk.h"

/*
 * The key of the text, or a JWKS when it has several (jwk_bundle_take says which).  It may have
 * JWK_PSS.  JOSE_KEY_INVALID when it has none of these kinds.
 */
enum jose_error jwk_from_pem(const char *text, size_t length, cJSON **tree);
/* Why it has none, and what makes of it a file that has. */
const char *jwk_pem_flaw(const char *text, size_t length);
/* JOSE_IS_SYMMETRIC for an oct key; JOSE_NOT_PRIVATE when private is asked of a public one. */
enum jose_error jwk_to_pem(const cJSON *tree, bool private, BIO *pem);

#endif
