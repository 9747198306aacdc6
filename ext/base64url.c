/*
 * base64url without padding, RFC 4648 section 5 as RFC 7515 section 2 uses it.  Decoding is strict:
 * one value has one spelling, so no padding, no white space, no spare bits (RFC 4648 section 3.5).
 */
#include <stdint.h>

#include "base64url.h"

#define NO 0x80 /* a bit that no sextet has: not in the alphabet */

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* clang-format off */
static const unsigned char sextets[256] = {
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, 62, NO, NO,
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, NO, NO, NO, NO, NO, NO,
	NO,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, NO, NO, NO, NO, 63,
	NO, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
	NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
};
/* clang-format on */

bool
base64url_has(char c)
{
	return sextets[(unsigned char)c] != NO;
}

void
base64url_encode(char *text, const void *bytes, size_t length)
{
	const unsigned char *from = bytes;
	uint32_t bits;

	for (; length >= 3; length -= 3, from += 3) {
		bits = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
		*text++ = alphabet[bits >> 18];
		*text++ = alphabet[bits >> 12 & 63];
		*text++ = alphabet[bits >> 6 & 63];
		*text++ = alphabet[bits & 63];
	}
	if (length == 0)
		return;
	bits = (uint32_t)from[0] << 16 | (length == 2 ? (uint32_t)from[1] << 8 : 0);
	*text++ = alphabet[bits >> 18];
	*text++ = alphabet[bits >> 12 & 63];
	if (length == 2)
		*text = alphabet[bits >> 6 & 63];
}

bool
base64url_decode(unsigned char *bytes, const char *text, size_t length)
{
	const unsigned char *from = (const unsigned char *)text;
	unsigned char seen = 0; /* collects NO: tested once, so the loop has no branches */
	uint32_t bits;

	for (; length >= 4; length -= 4, from += 4) {
		seen |= sextets[from[0]] | sextets[from[1]] | sextets[from[2]] | sextets[from[3]];
		bits = (uint32_t)sextets[from[0]] << 18 | (uint32_t)sextets[from[1]] << 12 |
		       (uint32_t)sextets[from[2]] << 6 | sextets[from[3]];
		*bytes++ = (unsigned char)(bits >> 16);
		*bytes++ = (unsigned char)(bits >> 8);
		*bytes++ = (unsigned char)bits;
	}
	if (length == 1) /* six bits are not a byte */
		return false;
	if (length == 0)
		return !(seen & NO);
	seen |= sextets[from[0]] | sextets[from[1]] | (length == 3 ? sextets[from[2]] : 0);
	bits = (uint32_t)sextets[from[0]] << 18 | (uint32_t)sextets[from[1]] << 12 |
	       (length == 3 ? (uint32_t)sextets[from[2]] << 6 : 0);
	*bytes++ = (unsigned char)(bits >> 16);
	if (length == 3)
		*bytes = (unsigned char)(bits >> 8);
	return !(seen & NO) && (bits & (length == 3 ? 0xff : 0xffff)) == 0;
}
