/*
 * Proof Key for Code Exchange, RFC 7636.
 */
#ifndef PKCE_H
#define PKCE_H

#include <stdbool.h>
#include <stddef.h>

/* Section 4.1: 43 to 128 unreserved characters. */
bool pkce_verifier_is_good(const char *verifier, size_t length);

#endif
