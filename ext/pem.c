/*
 * Where a block of PEM begins, RFC 7468 section 2.
 */
#include <string.h>

#include "pem.h"

static const char begin[] = "-----BEGIN ";

/*
 * Text that explains it may stand before a block, and a line may begin with white space or with a
 * byte order mark.
 */
const char *
pem_next(const char *at, const char *end)
{
	bool found = false;

	while (at < end && !found) {
		while (at < end && memchr(" \t\r\n\xef\xbb\xbf", *at, 7) != NULL)
			at++;
		found = (size_t)(end - at) >= sizeof begin - 1 &&
			memcmp(at, begin, sizeof begin - 1) == 0;
		while (at < end && *at != '\n' && *at != '\r')
			at++;
	}
	return found ? at : NULL;
}

bool
pem_is(const char *text, size_t length)
{
	return pem_next(text, text + length) != NULL;
}
