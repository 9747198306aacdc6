/*
 * Codings that a key file travels in: what stands in them is looked at again.
 */
#ifndef JWK_CODING_H
#define JWK_CODING_H

#include <stdbool.h>
#include <stddef.h>

/* Without the marks that editors leave around a text, and the NUL that C leaves behind it. */
void jwk_trim(const char **text, size_t *length);
/* The bytes that a coding holds, one coding after the other, to be freed by jwk_coding_free.  False
 * after the last; *bytes is NULL when the text is not in that coding. */
bool jwk_coding_read(
    size_t index, const char *text, size_t length, char **bytes, size_t *bytes_length);
/* base64 of either alphabet, in lines or not, with padding or without; NULL for what is none. */
char *jwk_coding_base64(const char *text, size_t length, size_t *bytes_length);
void jwk_coding_free(char *bytes, size_t length);

#endif
