/*
 * RSA keys that say they are for RSASSA-PSS alone (RFC 4055 section 1.2).  Their parameters may
 * name the hash, the one of the mask, and how long the salt is at least (section 3.1): such a key
 * has one algorithm of RFC 7518 section 3.5, which takes one hash for both and a salt as long as
 * that.
 */
#include <string.h>
#include <openssl/core_names.h>
#include <openssl/err.h>

#include "jwk_pss.h"

#define HASH_DEFAULT "SHA1" /* RFC 4055 section 3.1; OpenSSL does not say what is the default */

/* The hash of that parameter. */
static bool
is_hash(EVP_PKEY *pkey, const char *parameter, const char *hash)
{
	char name[32] = HASH_DEFAULT; /* longer than any that OpenSSL has */
	EVP_MD *md;
	bool same;

	EVP_PKEY_get_utf8_string_param(pkey, parameter, name, sizeof name, NULL);
	md = EVP_MD_fetch(NULL, name, NULL);
	same = md != NULL && EVP_MD_is_a(md, hash);
	EVP_MD_free(md);
	return same;
}

/* NULL when none keeps to the parameters. */
static const struct jwa *
algorithm_of(EVP_PKEY *pkey, int salt)
{
	const struct jwa *row;
	size_t i;

	for (i = 0; (row = jwa_row(i)) != NULL; i++)
		if (row->scheme == JWA_PSS && (int)row->hash_bytes >= salt &&
		    is_hash(pkey, OSSL_PKEY_PARAM_RSA_DIGEST, row->hash) &&
		    is_hash(pkey, OSSL_PKEY_PARAM_RSA_MGF1_DIGEST, row->hash))
			return row;
	return NULL;
}

enum jose_error
jwk_pss_put(cJSON *tree, EVP_PKEY *pkey)
{
	const struct jwa *alg = NULL;
	bool limited;
	cJSON *added;
	int salt;

	ERR_set_mark();
	limited = EVP_PKEY_get_int_param(pkey, OSSL_PKEY_PARAM_RSA_PSS_SALTLEN, &salt) > 0;
	if (limited)
		alg = algorithm_of(pkey, salt);
	ERR_pop_to_mark();
	if (limited && alg == NULL)
		return JOSE_KEY_INVALID;
	added = limited ? cJSON_AddStringToObject(tree, "alg", alg->name)
			: cJSON_AddTrueToObject(tree, JWK_PSS);
	return added == NULL ? JOSE_NO_MEMORY : JOSE_OK;
}
