/*
 * base64url without padding, RFC 4648 section 5 as RFC 7515 section 2 uses it.
 */
#ifndef BASE64URL_H
#define BASE64URL_H

#include <stdbool.h>
#include <stddef.h>

/* How many characters so many bytes are, and back. */
#define BASE64URL_LENGTH(bytes) (((bytes)*4 + 2) / 3)
#define BASE64URL_BYTES(length) ((length)*3 / 4)

/* Whether the character is one of the alphabet. */
bool base64url_has(char c);

/* Writes exactly BASE64URL_LENGTH(length) characters and no NUL. */
void base64url_encode(char *text, const void *bytes, size_t length);

/*
 * Writes BASE64URL_BYTES(length) bytes; false when the text is not exactly what base64url_encode
 * would write.
 */
bool base64url_decode(unsigned char *bytes, const char *text, size_t length);

#endif
