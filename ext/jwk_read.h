/*
 * Reading one JSON Web Key, RFC 7517 section 4.
 */
#ifndef JWK_READ_H
#define JWK_READ_H

#include "jwk.h"

/*
 * Fills a key that is zeroed but for of_set; what is wrong with it is in key->error. JOSE_NO_MEMORY
 * is the only error.
 */
enum jose_error jwk_read(const cJSON *tree, struct jwk *key);

#endif
