/*
 * Bytes that are a key file, in whatever they travel.
 */
#ifndef KEYFILE_H
#define KEYFILE_H

#include <stdbool.h>
#include <stddef.h>

/* Any kind of file that holds a key or goes with one, and so no secret (RFC 8725 section 2.1). */
bool keyfile_is(const void *bytes, size_t length);

#endif
