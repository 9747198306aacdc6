/*
 * Keys that were parsed already: the least recently used go first.  One cache per connection, so no
 * locks.
 */
#ifndef KEYCACHE_H
#define KEYCACHE_H

#include "jwk_set.h"

struct keycache;

/* NULL without memory. */
struct keycache *keycache_new(void);
void keycache_free(struct keycache *cache);

/*
 * The keys of that TEXT, or of that BLOB: borrowed until the next call.  JOSE_NO_MEMORY is the only
 * error.
 */
enum jose_error keycache_get(
    struct keycache *cache, const void *key, size_t length, bool blob, const struct jwk_set **set);

#endif
