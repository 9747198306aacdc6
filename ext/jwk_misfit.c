/*
 * Why no key of a set fits: RFC 7517 section 5 has the others skipped, and whoever looks for the
 * reason asks what they are.
 */
#include <stdio.h>
#include <string.h>

#include "jwk.h"

enum misfit { NO_KID, OTHER_KID, OTHER_ALG, OTHER_USE, UNREAD, MISFITS };

/* In the order in which a person looks. */
static enum misfit
misfit(const struct jwk *key, const struct jwk_query *query)
{
	if (query->kid != NULL && key->kid == NULL)
		return NO_KID;
	if (query->kid != NULL && !json_string_is(query->kid, key->kid, strlen(key->kid)))
		return OTHER_KID;
	if (key->kty == NULL || key->error == JOSE_KEY_INVALID)
		return UNREAD;
	return query->signing    ? (key->may_sign ? OTHER_ALG : OTHER_USE)
	       : key->may_verify ? OTHER_ALG
				 : OTHER_USE;
}

void
jwk_misfits(const struct jwk_set *set, const struct jwk_query *query, char words[JWK_WORDS_MAX])
{
	static const char *const what[MISFITS] = {[NO_KID] = "without kid",
	    [OTHER_KID] = "with another kid",
	    [OTHER_ALG] = "for another alg",
	    [OTHER_USE] = "for another use",
	    [UNREAD] = "not readable"};
	size_t counts[MISFITS] = {0}, i, length;

	for (i = 0; i < set->count; i++)
		counts[misfit(&set->keys[i], query)]++;
	length = (size_t)snprintf(words, JWK_WORDS_MAX, "of %zu keys", set->count);
	for (i = 0; i < MISFITS && length < JWK_WORDS_MAX; i++)
		if (counts[i] > 0)
			length += (size_t)snprintf(
			    words + length, JWK_WORDS_MAX - length, ", %zu %s", counts[i], what[i]);
}
