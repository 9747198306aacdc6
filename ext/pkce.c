/*
 * Proof Key for Code Exchange, RFC 7636 section 4.
 */
#include <string.h>

#include "pkce.h"

#define VERIFIER_MIN 43
#define VERIFIER_MAX 128

bool
pkce_verifier_is_good(const char *verifier, size_t length)
{
	static const char unreserved[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	size_t i;

	for (i = 0; i < length; i++)
		if (memchr(unreserved, verifier[i], sizeof unreserved - 1) == NULL)
			return false;
	return length >= VERIFIER_MIN && length <= VERIFIER_MAX;
}
