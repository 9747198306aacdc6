/*
 * Bytes that may be text, as people paste it and as editors leave it.
 */
#include <string.h>

#include "text.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";
static const char spaces[] = " \t\r\n";

bool
text_is_space(char c)
{
	return memchr(spaces, c, sizeof spaces - 1) != NULL;
}

void
text_trim(const char **text, size_t *length)
{
	const size_t mark = sizeof byte_order_mark - 1;

	if (*length >= mark && memcmp(*text, byte_order_mark, mark) == 0) {
		*text += mark;
		*length -= mark;
	}
	for (; *length > 0 && (text_is_space(**text) || **text == '\0'); ++*text)
		--*length;
	while (*length > 0 && (text_is_space((*text)[*length - 1]) || (*text)[*length - 1] == '\0'))
		--*length;
}

/* memmem is not in C, and a program that builds the extension in (README, Hosts) sets no flag. */
const char *
text_find(const char *text, size_t length, const char *wanted)
{
	size_t size = strlen(wanted);
	const char *at = text, *end = text + length;

	for (; (size_t)(end - at) >= size; at++) {
		at = memchr(at, wanted[0], (size_t)(end - at) - size + 1);
		if (at == NULL || memcmp(at, wanted, size) == 0)
			return at;
	}
	return NULL;
}
