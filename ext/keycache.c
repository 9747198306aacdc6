/*
 * Keys that were parsed already.  SQLite's auxdata keeps a parsed key only while the argument is a
 * constant, and the natural argument is a column or a subquery; parsing costs many times what one
 * signature costs.
 */
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>

#include "hash.h"
#include "keycache.h"
#include "memory_watch.h"

#define SLOTS 32

struct slot {
	char *key; /* NULL: free */
	size_t length;
	bool blob;
	uint64_t hash;
	uint64_t used;
	struct jwk_set *set;
};

struct keycache {
	struct slot slots[SLOTS];
	struct slot *last; /* most calls ask for the key of the call before */
	uint64_t clock;
};

struct keycache *
keycache_new(void)
{
	return calloc(1, sizeof(struct keycache));
}

static void
clear(struct slot *slot)
{
	if (slot->key != NULL)
		OPENSSL_cleanse(slot->key, slot->length);
	free(slot->key);
	jwk_set_free(slot->set);
	memset(slot, 0, sizeof *slot);
}

void
keycache_free(struct keycache *cache)
{
	size_t i;

	if (cache == NULL)
		return;
	for (i = 0; i < SLOTS; i++)
		clear(&cache->slots[i]);
	free(cache);
}

static bool
holds(const struct slot *slot, const void *key, size_t length, bool blob)
{
	return slot->key != NULL && slot->length == length && slot->blob == blob &&
	       memcmp(slot->key, key, length) == 0;
}

/* What memory that ran out made of a key is not kept: the next call will read it again. */
static enum jose_error
fill(struct slot *slot, const void *key, size_t length, bool blob, uint64_t hash)
{
	enum jose_error err;

	clear(slot);
	err = blob ? jwk_set_from_blob(key, length, &slot->set)
		   : jwk_set_from_text(key, length, &slot->set);
	slot->key = malloc(length + 1);
	if (err == JOSE_OK && (slot->key == NULL || memory_ran_out()))
		err = JOSE_NO_MEMORY;
	if (err != JOSE_OK) {
		clear(slot);
		return err;
	}
	memcpy(slot->key, key, length);
	slot->length = length;
	slot->blob = blob;
	slot->hash = hash;
	return JOSE_OK;
}

/* NULL when none holds it. */
static struct slot *
find(struct keycache *cache, const void *key, size_t length, bool blob, uint64_t hash)
{
	struct slot *slot;

	for (slot = cache->slots; slot < cache->slots + SLOTS; slot++)
		if (slot->hash == hash && holds(slot, key, length, blob))
			return slot;
	return NULL;
}

/* A free one was never used. */
static struct slot *
least_recently_used(struct keycache *cache)
{
	struct slot *slot, *least = cache->slots;

	for (slot = cache->slots; slot < cache->slots + SLOTS; slot++)
		if (slot->used < least->used)
			least = slot;
	return least;
}

enum jose_error
keycache_get(
    struct keycache *cache, const void *key, size_t length, bool blob, const struct jwk_set **set)
{
	struct slot *slot = cache->last;
	enum jose_error err = JOSE_OK;
	uint64_t hash;

	if (slot == NULL || !holds(slot, key, length, blob)) {
		hash = hash_bytes(0, key, length);
		slot = find(cache, key, length, blob, hash);
		if (slot == NULL) {
			slot = least_recently_used(cache);
			err = fill(slot, key, length, blob, hash);
		}
	}
	if (err != JOSE_OK)
		return err;
	slot->used = ++cache->clock;
	cache->last = slot;
	*set = slot->set;
	return JOSE_OK;
}
