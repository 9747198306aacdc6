/*
 * What a ready key tells of itself.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>

#include "jwk.h"

void
jwk_note_flaw(struct jwk *key, const char *format, ...)
{
	va_list arguments;

	if (key->flaw != NULL)
		return;
	va_start(arguments, format);
	vsnprintf(key->words, sizeof key->words, format, arguments);
	va_end(arguments);
	key->flaw = key->words;
}

void
jwk_usage(const struct jwk *key, char words[JWK_WORDS_MAX])
{
	if (key->other_use)
		snprintf(words, JWK_WORDS_MAX, "%s%s", key->use[0] == '\0' ? "another use" : "use ",
		    key->use);
	else
		snprintf(words, JWK_WORDS_MAX, "key_ops with %s",
		    key->may_sign     ? "sign, without verify"
		    : key->may_verify ? "verify, without sign"
				      : "neither sign nor verify");
}

unsigned
jwk_min_bits(const struct jwk *key, const struct jwa *alg)
{
	const struct jwa *row = key->alg;

	if (row == NULL && alg != NULL)
		row = jwa_for_key(alg->name, key->kty->name, key->crv);
	if (row == NULL)
		row = jwa_for_key(NULL, key->kty->name, key->crv);
	return row->min_bits;
}

bool
jwk_suits(const struct jwk *key, const struct jwa *alg)
{
	return !key->pss || alg->scheme == JWA_PSS;
}

void
jwk_clear(struct jwk *key)
{
	jwa_context_free(key->signing);
	jwa_context_free(key->verifying);
	EVP_PKEY_free(key->material.pkey);
	if (key->material.secret != NULL)
		OPENSSL_cleanse(key->material.secret, key->material.secret_length);
	free(key->material.secret);
	free(key->kid);
}

struct jwa_context *
jwk_context(struct jwk *key, const struct jwa *alg, bool signing)
{
	struct jwa_context **slot = signing ? &key->signing : &key->verifying;

	if (*slot != NULL && jwa_context_alg(*slot) == alg)
		return *slot;
	jwa_context_free(*slot); /* the caller named another algorithm than last time */
	*slot = jwa_context_new(alg, &key->material, signing);
	return *slot;
}
