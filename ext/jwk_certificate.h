/*
 * What a JWK says of its certificate, RFC 7517 sections 4.7 to 4.9.
 */
#ifndef JWK_CERTIFICATE_H
#define JWK_CERTIFICATE_H

#include "jwk.h"

struct jwk_certificate {
	const char *member; /* x5c, x5t or x5t#S256 */
	const char *section;
	const char *flaw; /* NULL: none */
	bool present;
	bool compared; /* there was something to compare it with */
	char expected[JWK_THUMBPRINT_MAX + 1];
	char actual[JWK_THUMBPRINT_MAX + 1]; /* of the key in the certificate */
};

/* Whether such a member is of this key, one member after the other; false after the last. */
bool jwk_certificate_check(const cJSON *tree, size_t index, struct jwk_certificate *report);

#endif
