/*
 * Passwords, kept as scrypt hashes (RFC 7914) in the PHC string format.
 */
#ifndef PASSWORD_H
#define PASSWORD_H

#include "option.h"

#define PASSWORD_HASH_MAX 128 /* with its NUL */

/* What one guess costs: memory is 128 N r bytes. */
struct password_cost {
	int64_t N;
	int64_t r;
	int64_t p;
};

/*
 * The options N, r and p, which when left out are 2^15, 8 and 1; and max_cost, when N r p is more
 * than a hash may usually ask for.
 */
enum jose_error password_cost_read(
    const char *text, size_t length, struct password_cost *cost, struct jose_detail *detail);
/* The option max_cost: how much N r p a hash may ask for. */
enum jose_error password_most_read(
    const char *text, size_t length, int64_t *most, struct jose_detail *detail);
/* With a salt of its own each time. */
enum jose_error password_hash(const void *password, size_t length, const struct password_cost *cost,
    char hash[PASSWORD_HASH_MAX]);
/* *same is also false when password_hash could not have made the hash, or it asks for more. */
enum jose_error password_verify(
    const void *password, size_t length, const char *hash, int64_t most, bool *same);

#endif
