/*
 * RSA keys, RFC 7518 section 6.3: their numbers from a JWK to OpenSSL and back.
 */
#include <string.h>
#include <openssl/core_names.h>

#include "jwk_numbers.h"

struct number {
	const char *member;
	const char *parameter;
};

/* RFC 7518 section 6.3.  The private ones are all there, or d alone. */
static const struct number rsa_numbers[] = {
    {"n", OSSL_PKEY_PARAM_RSA_N},
    {"e", OSSL_PKEY_PARAM_RSA_E},
    {"d", OSSL_PKEY_PARAM_RSA_D},
    {"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
    {"q", OSSL_PKEY_PARAM_RSA_FACTOR2},
    {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
    {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2},
    {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1},
};
enum { N, E, D, P, Q, DP, DQ, QI, RSA_NUMBERS };

/* Says which numbers must be there: n and e; d alone, or with all the others; no third prime
 * (section 6.3.2.7). */
static enum jose_error
rsa_complete(const cJSON *tree, BIGNUM *const *numbers)
{
	size_t i, rest = 0;

	for (i = P; i < RSA_NUMBERS; i++)
		rest += numbers[i] != NULL;
	if (numbers[N] == NULL || numbers[E] == NULL || (rest != 0 && rest != RSA_NUMBERS - P))
		return JOSE_KEY_INVALID;
	if (rest != 0 && numbers[D] == NULL)
		return JOSE_KEY_INVALID;
	return cJSON_GetObjectItemCaseSensitive(tree, "oth") == NULL ? JOSE_OK : JOSE_KEY_INVALID;
}

/* The private numbers belong to the public ones: p q = n, and what d signs e opens. */
static enum jose_error
rsa_consistent(BIGNUM *const *numbers)
{
	BN_CTX *context = BN_CTX_new();
	BIGNUM *product = BN_new(), *two = BN_new();
	bool good = context != NULL && product != NULL && two != NULL;

	if (good && numbers[P] != NULL)
		good = BN_mul(product, numbers[P], numbers[Q], context) &&
		       BN_cmp(product, numbers[N]) == 0;
	if (good) {
		BN_set_flags(numbers[D], BN_FLG_CONSTTIME);
		good = BN_set_word(two, 2) &&
		       BN_mod_exp(product, two, numbers[D], numbers[N], context) &&
		       BN_mod_exp(product, product, numbers[E], numbers[N], context) &&
		       BN_cmp(product, two) == 0;
	}
	BN_CTX_free(context);
	BN_clear_free(product);
	BN_free(two);
	return good ? JOSE_OK : JOSE_KEY_INVALID;
}

static enum jose_error
rsa_pkey(BIGNUM *const *numbers, EVP_PKEY **pkey)
{
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	enum jose_error err = build == NULL ? JOSE_NO_MEMORY : JOSE_OK;
	size_t i;

	for (i = 0; err == JOSE_OK && i < RSA_NUMBERS; i++)
		if (numbers[i] != NULL &&
		    !OSSL_PARAM_BLD_push_BN(build, rsa_numbers[i].parameter, numbers[i]))
			err = JOSE_NO_MEMORY;
	if (err == JOSE_OK)
		err = jwk_pkey("RSA", build, numbers[D] != NULL, pkey);
	OSSL_PARAM_BLD_free(build);
	return err;
}

enum jose_error
jwk_build_rsa(const cJSON *tree, struct jwk *key)
{
	BIGNUM *numbers[RSA_NUMBERS] = {NULL};
	enum jose_error err = JOSE_OK;
	size_t i;

	for (i = 0; err == JOSE_OK && i < RSA_NUMBERS; i++)
		err = jwk_member_number(tree, rsa_numbers[i].member, &numbers[i]);
	if (err == JOSE_OK)
		err = rsa_complete(tree, numbers);
	if (err == JOSE_OK) {
		key->bits = (unsigned)BN_num_bits(numbers[N]);
		key->private = numbers[D] != NULL;
		err = jwk_rsa_strength(numbers[N], numbers[E]);
	}
	if (err == JOSE_OK && key->private)
		err = rsa_consistent(numbers);
	if (err == JOSE_OK)
		err = rsa_pkey(numbers, &key->material.pkey);
	for (i = 0; i < RSA_NUMBERS; i++)
		BN_clear_free(numbers[i]);
	return err;
}

enum jose_error
jwk_put_rsa(cJSON *tree, EVP_PKEY *pkey, bool private)
{
	enum jose_error err = JOSE_OK;
	size_t i, count = private ? RSA_NUMBERS : D;

	if (cJSON_AddStringToObject(tree, "kty", "RSA") == NULL)
		return JOSE_NO_MEMORY;
	for (i = 0; err == JOSE_OK && i < count; i++)
		err =
		    jwk_put_number(tree, rsa_numbers[i].member, pkey, rsa_numbers[i].parameter, 0);
	return err;
}
