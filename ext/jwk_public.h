/*
 * What of a JWK is public, and what is not.
 */
#ifndef JWK_PUBLIC_H
#define JWK_PUBLIC_H

#include "json.h"
#include "jwk.h"

/* What may be published of it.  JOSE_IS_SYMMETRIC for an oct key, which has no such half. */
enum jose_error jwk_public(const cJSON *tree, cJSON **public);
/*
 * The first of its public members that does not have the form that its section gives it: "its kid
 * is not a string"; "" for none.
 */
void jwk_public_flaw(const cJSON *tree, char words[JWK_WORDS_MAX]);
/* Whether it shows a secret, good key or not. */
bool jwk_is_private(const cJSON *tree);
/*
 * The same of a JWK that was scanned: of which type the secret is; NULL for none.  A private key is
 * found before a symmetric one.
 */
const struct jwk_kty *jwk_private_kty(const struct json_table *members);
/*
 * The jwk of a header must be a public key, RFC 7515 section 4.1.3.  *instead says what it is
 * instead; NULL when it is one.
 */
enum jose_error jwk_public_examine(const struct json_value *jwk, const char **instead);

#endif
