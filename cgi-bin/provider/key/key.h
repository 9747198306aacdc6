/*
 * key: the keys that this server signs with.
 */
#ifndef PROVIDER_KEY_H
#define PROVIDER_KEY_H

#include "web/web.h"

extern const struct route key_routes[];

/* RFC 7517 section 5. */
void jwks_get(struct exchange *x);

#endif
