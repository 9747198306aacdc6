/*
 * The textual encoding of keys and certificates, RFC 7468.
 */
#ifndef PEM_H
#define PEM_H

#include <stdbool.h>
#include <stddef.h>

/* The line after the next one that begins a block; NULL when there is none. */
const char *pem_next(const char *at, const char *end);
/* Whether a block begins somewhere in the text. */
bool pem_is(const char *text, size_t length);

#endif
