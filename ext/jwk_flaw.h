/*
 * What is wrong with a key that was refused.
 */
#ifndef JWK_FLAW_H
#define JWK_FLAW_H

#include "jwk.h"

/* Looks for it, and says it of the key. */
void jwk_flaw_find(const cJSON *tree, struct jwk *key);

#endif
