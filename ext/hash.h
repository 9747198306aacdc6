/*
 * A hash for finding things, not for keeping secrets: things of one hash are then compared, or do
 * no harm.
 */
#ifndef HASH_H
#define HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Goes on from another hash, or from any number. */
static inline uint64_t
hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	uint64_t word;

	for (hash ^= length; length >= sizeof word; at += sizeof word, length -= sizeof word) {
		memcpy(&word, at, sizeof word);
		hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
		hash ^= hash >> 29;
	}
	for (; length > 0; length--)
		hash = (hash ^ *at++) * 0x9e3779b97f4a7c15U;
	return hash ^ hash >> 32;
}

#endif
