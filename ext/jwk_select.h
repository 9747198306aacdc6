/*
 * Which key of a set?
 */
#ifndef JWK_SELECT_H
#define JWK_SELECT_H

#include "json_string.h"
#include "jwk_set.h"

struct jwk_query {
	const struct json_value *kid; /* NULL: none asked for */
	const struct jwa *alg;        /* NULL: the key's own (signing) */
	bool alg_named;               /* by the caller, not only by the token */
	bool signing;
};

/* The one key of the set that fits, and its row for that algorithm. */
enum jose_error jwk_select(const struct jwk_set *set, const struct jwk_query *query,
    struct jwk **key, const struct jwa **alg);
/* Why there is none: "of 2 keys, 1 with another kid, 1 for another use". */
void jwk_select_why(
    const struct jwk_set *set, const struct jwk_query *query, char words[JWK_WORDS_MAX]);

#endif
