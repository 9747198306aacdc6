/*
 * Codings that a key file travels in: what stands in them is looked at again.
 */
#ifndef CODING_H
#define CODING_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The bytes that a coding holds, one coding after the other, to be freed by coding_free.  False
 * after the last; *bytes is NULL when the text is not in that coding.
 */
bool coding_read(size_t index, const char *text, size_t length, char **bytes, size_t *bytes_length);
/* base64 of either alphabet, in lines or not, with padding or without; NULL for other text. */
char *coding_base64(const char *text, size_t length, size_t *bytes_length);
void coding_free(char *bytes, size_t length);

#endif
