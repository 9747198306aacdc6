/*
 * Points of the Edwards curves, RFC 8032.
 */
#ifndef JWK_EDWARDS_H
#define JWK_EDWARDS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether y, and with it x, is a point of Ed25519 or Ed448, and not one of small order. */
bool jwk_edwards_is_point(const char *crv, const unsigned char *point, size_t length);

#endif
