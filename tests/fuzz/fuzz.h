/*
 * What every fuzz target stands on: libFuzzer calls it with bytes, and what must hold for any bytes
 * holds.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void
must(bool holds)
{
	if (!holds)
		abort();
}

/* The input as lines; what is missing is empty. */
struct fuzz_line {
	const char *text;
	size_t length;
};

static inline void
fuzz_split(const uint8_t *data, size_t size, struct fuzz_line *lines, size_t count)
{
	const char *at = (const char *)data, *end = at + size, *newline;
	size_t i;

	for (i = 0; i < count; i++) {
		newline = at == end ? NULL : memchr(at, '\n', (size_t)(end - at));
		if (newline == NULL || i + 1 == count)
			newline = end;
		lines[i] = (struct fuzz_line){at, (size_t)(newline - at)};
		at = newline < end ? newline + 1 : end;
	}
}

#endif
