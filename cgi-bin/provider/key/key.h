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
 * rotation: keys come and go, and nobody asks for it.
 * key_make: the next one is announced.
 * keys_age: the others are retired, removed and forgotten.
 */
void key_make(struct exchange *x);
void keys_age(struct exchange *x);

/*
 * key_signs: what `keys` gives of the keys that can sign.  A request that finds none of an
 * algorithm makes one, and of both algorithms that its tokens have: it commits what was decided,
 * and may not wait until nobody asks.  false: there is no row, and nothing to make; or it has
 * answered.
 */
bool key_signs(struct exchange *x, const struct statement *keys);

#endif
