/*
 * Which key of a set?  The one that fits a token, by its kid, its use and its alg (RFC 7517
 * sections 4 and 5).  The key of a token is found only here, never in the token's own header (RFC
 * 8725 section 3.10).
 */
#include <stdio.h>
#include <string.h>

#include "jwk_kty.h"
#include "jwk_select.h"

/*
 * The one algorithm of a key: the one it names, or the only one it can have.  NULL: it does not
 * say.
 */
static const struct jwa *
own_algorithm(const struct jwk *key)
{
	return key->alg != NULL ? key->alg : jwk_kty_alg(key->kty, NULL, key->crv);
}

/* The row under which the key may be used, RFC 8725 section 3.1; NULL when alg is not the key's. */
static const struct jwa *
fitting_algorithm(const struct jwk *key, const struct jwk_query *query)
{
	const struct jwa *own = own_algorithm(key), *row;

	if (query->alg == NULL)
		return own;
	row = jwa_for_key(query->alg->name, key->kty->name, key->crv);
	if (row != NULL && !jwk_suits(key, row))
		return NULL;
	if (row == NULL || (own != NULL && jwa_same(row, own)))
		return row;
	return key->alg == NULL && query->alg_named ? row : NULL;
}

static bool
may_be_used(const struct jwk *key, const struct jwk_query *query)
{
	return query->signing ? key->may_sign : key->may_verify;
}

/* The worst first. */
enum fitness { UNFIT, BROKEN, WEAK, FIT };

static enum fitness
soundness(const struct jwk *key, const struct jwa *row)
{
	if (key->error == JOSE_KEY_INVALID)
		return BROKEN;
	if (key->error == JOSE_KEY_WEAK || (row != NULL && key->bits < row->min_bits))
		return WEAK;
	return FIT;
}

/* By kid, use and alg: RFC 7517 section 5 has others skipped. */
static enum fitness
fitness(const struct jwk *key, const struct jwk_query *query)
{
	const struct jwa *row;

	if (key->kty == NULL || key->foreign_alg || !may_be_used(key, query))
		return UNFIT;
	if (query->kid != NULL &&
	    (key->kid == NULL || !json_string_is(query->kid, key->kid, strlen(key->kid))))
		return UNFIT;
	if (query->alg == NULL)
		return soundness(key, NULL);
	row = jwa_for_key(query->alg->name, key->kty->name, key->crv);
	if (row == NULL || !jwk_suits(key, row) ||
	    (key->alg != NULL && fitting_algorithm(key, query) == NULL))
		return UNFIT;
	return soundness(key, row);
}

/* Of two entries for one key. */
static bool
says_more(const struct jwk *a, const struct jwk *b)
{
	return a->alg != NULL && b->alg == NULL;
}

/* RFC 7638: two entries with one thumbprint are one key. */
static bool
is_same(const struct jwk *a, const struct jwk *b)
{
	return a->thumbprint[0] != '\0' && strcmp(a->thumbprint, b->thumbprint) == 0;
}

struct choice {
	struct jwk *key; /* NULL: none yet */
	enum fitness fitness;
	enum fitness rival; /* two different keys that are as fit as this are one too many */
	bool public;        /* one was passed over that would fit, but cannot sign */
};

static enum jose_error
consider(struct choice *choice, struct jwk *key, enum fitness fitness)
{
	if (fitness >= choice->rival && choice->fitness >= choice->rival) {
		if (!is_same(key, choice->key))
			return JOSE_AMBIGUOUS_KEY;
		if (fitness < choice->fitness || !says_more(key, choice->key))
			return JOSE_OK;
	} else if (fitness <= choice->fitness) {
		return JOSE_OK;
	}
	choice->key = key;
	choice->fitness = fitness;
	return JOSE_OK;
}

/*
 * The one key that fits.  A kid is the name of one key: of two that have it, it is unknown which
 * was meant.  Without a kid a weak key is chosen only to say why none fits.  A key that cannot be
 * read is chosen, to say why, only where a token names it and there is no other.
 */
static enum jose_error
find(const struct jwk_set *set, const struct jwk_query *query, struct jwk **key)
{
	struct choice choice = {NULL, BROKEN, FIT, false};
	enum jose_error err = JOSE_OK;
	enum fitness now;
	size_t i;

	if (query->kid != NULL) {
		choice.fitness = UNFIT;
		choice.rival = WEAK;
	}
	for (i = 0; err == JOSE_OK && i < set->count; i++) {
		now = fitness(&set->keys[i], query);
		if (query->signing && !set->keys[i].private && now > BROKEN)
			choice.public = true;
		else
			err = consider(&choice, &set->keys[i], now);
	}
	*key = choice.key;
	if (err == JOSE_OK && choice.key == NULL)
		err = choice.public ? JOSE_NOT_PRIVATE : JOSE_NO_KEY;
	return err;
}

/* The order is that of the codes. */
static enum jose_error
judge(const struct jwk *key, const struct jwk_query *query, const struct jwa *alg)
{
	static const enum jose_error verdicts[] = {
	    [BROKEN] = JOSE_KEY_INVALID, [WEAK] = JOSE_KEY_WEAK, [FIT] = JOSE_OK};
	enum jose_error err = verdicts[soundness(key, alg)];

	if (err != JOSE_OK)
		return err;
	if (!may_be_used(key, query))
		return JOSE_KEY_USE;
	if (key->foreign_alg)
		return JOSE_ALG_KEY_MISMATCH;
	if (alg == NULL)
		return query->alg == NULL ? JOSE_ALG_NEEDED : JOSE_ALG_KEY_MISMATCH;
	return query->signing && !key->private ? JOSE_NOT_PRIVATE : JOSE_OK;
}

enum jose_error
jwk_select(const struct jwk_set *set, const struct jwk_query *query, struct jwk **key,
    const struct jwa **alg)
{
	enum jose_error err = JOSE_OK;

	if (set == NULL)
		return JOSE_NO_KEY;
	if (set->error != JOSE_OK)
		return set->error;
	if (set->is_set)
		err = find(set, query, key);
	else
		*key = &set->keys[0];
	if (err != JOSE_OK)
		return err;
	*alg = (*key)->kty == NULL ? NULL : fitting_algorithm(*key, query);
	return judge(*key, query, *alg);
}

/* ---- why none fits: RFC 7517 section 5 has the others skipped ---- */

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
	return may_be_used(key, query) ? OTHER_ALG : OTHER_USE;
}

void
jwk_select_why(const struct jwk_set *set, const struct jwk_query *query, char words[JWK_WORDS_MAX])
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
