/*
 * What is measured of the extension, and beside what: each contestant signs and verifies the same
 * token with the same key.
 */
#ifndef BENCH_EXT_H
#define BENCH_EXT_H

#include <stdbool.h>
#include <stddef.h>

#define TEXT_MAX 4096

struct subject {
	const char *alg;
	const char *hash; /* NULL: the algorithm has its own */
	double verify_aim;
	double sign_aim;

	char private_jwk[TEXT_MAX], public_jwk[TEXT_MAX];
	char private_pem[TEXT_MAX], public_pem[TEXT_MAX]; /* empty for HMAC */
	unsigned char secret[64];                         /* for HMAC alone */
	size_t secret_length;
	char token[TEXT_MAX];
	char claims[TEXT_MAX]; /* those that the token was made of */
};

struct contestant {
	const char *name;
	/* False when it does not know the algorithm. */
	bool (*start)(const struct subject *subject);
	void (*sign)(void);
	void (*verify)(void);
	void (*end)(void);
};

/* Ends the program with what went wrong. */
void need(bool good, const char *what);

extern const struct contestant contestant_bare;
#ifdef CJOSE
extern const struct contestant contestant_cjose;
#endif
#ifdef LIBJWT
extern const struct contestant contestant_libjwt;
#endif

#endif
