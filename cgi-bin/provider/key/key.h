/*
 * key: the keys that this server signs with.
 */
#ifndef PROVIDER_KEY_H
#define PROVIDER_KEY_H

#include "web/web.h"

extern const struct route key_routes[];

/* RFC 7517 section 5. */
void jwks_get(struct exchange *x);

/*
 * rotation: keys come and go.
 * keys_rotate: does what is due, unless another worker does.  With no transaction open, for it may
 * make a key.  false: it has answered.
 * keys_lost: of some algorithm no key can sign, and keys_rotate makes one.
 */
bool keys_rotate(struct exchange *x);
bool keys_lost(struct exchange *x);

#endif
