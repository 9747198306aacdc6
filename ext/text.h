/*
 * Bytes that may be text, as people paste it and as editors leave it.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

bool text_is_space(char c);
/*
 * Without white space around it, the mark that some editors leave before it, and the NUL that C
 * leaves behind it.
 */
void text_trim(const char **text, size_t *length);
/* Where the wanted text begins; NULL: nowhere. */
const char *text_find(const char *text, size_t length, const char *wanted);

#endif
