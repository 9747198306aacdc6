/*
 * RSA keys, RFC 7518 section 6.3: their numbers from a JWK to OpenSSL and back.
 */
#include <openssl/core_names.h>
#include <openssl/rsa.h>

#include "jwk_numbers.h"
#include "jwk_pss.h"
#include "jwk_rsa.h"
#include "jwk_rsa_strength.h"

#define D_ALONE_BITS_MAX 4096 /* 16384 would take seconds, for each key */

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

/*
 * Says which numbers must be there: n and e; d alone, or with all the others; no third prime
 * (section 6.3.2.7).
 */
static enum jose_error
rsa_complete(const cJSON *tree, BIGNUM *const *numbers, struct jwk *key)
{
	size_t i, rest = 0;

	for (i = P; i < RSA_NUMBERS; i++)
		rest += numbers[i] != NULL;
	if (numbers[N] == NULL || numbers[E] == NULL)
		return JOSE_KEY_INVALID;
	if (rest != 0 && (rest != RSA_NUMBERS - P || numbers[D] == NULL))
		jwk_note_flaw(key, "of its d, p, q, dp, dq and qi some are missing");
	else if (json_tree_member(tree, "oth") != NULL)
		jwk_note_flaw(key, "its oth names a third prime");
	return key->flaw == NULL ? JOSE_OK : JOSE_KEY_INVALID;
}

static bool
is_inverse(const BIGNUM *a, const BIGNUM *b, const BIGNUM *modulus, BN_CTX *context)
{
	BIGNUM *product = BN_CTX_get(context);

	return product != NULL && BN_mod_mul(product, a, b, modulus, context) && BN_is_one(product);
}

/* RFC 8017 section 3.2: e d = 1 and e dp = 1 modulo p - 1; and the same for q. */
static bool
fits_factor(BIGNUM *const *numbers, const BIGNUM *factor, const BIGNUM *exponent, BN_CTX *context)
{
	BIGNUM *less = BN_CTX_get(context);

	return less != NULL && BN_cmp(exponent, factor) < 0 &&
	       BN_sub(less, factor, BN_value_one()) && !BN_is_zero(less) &&
	       is_inverse(numbers[E], numbers[D], less, context) &&
	       is_inverse(numbers[E], exponent, less, context);
}

static bool
fits_factors(BIGNUM *const *numbers, BN_CTX *context)
{
	BIGNUM *product = BN_CTX_get(context);

	return product != NULL && BN_mul(product, numbers[P], numbers[Q], context) &&
	       BN_cmp(product, numbers[N]) == 0 &&
	       fits_factor(numbers, numbers[P], numbers[DP], context) &&
	       fits_factor(numbers, numbers[Q], numbers[DQ], context) &&
	       BN_cmp(numbers[QI], numbers[P]) < 0 &&
	       is_inverse(numbers[QI], numbers[Q], numbers[P], context);
}

/* What d signs, e opens.  That takes time, so it is not done for the keys of a set. */
static bool
fits_modulus(BIGNUM *const *numbers, BN_CTX *context)
{
	BIGNUM *two = BN_CTX_get(context), *power = BN_CTX_get(context);

	if (power == NULL)
		return false;
	BN_set_flags(numbers[D], BN_FLG_CONSTTIME);
	return BN_set_word(two, 2) && BN_mod_exp(power, two, numbers[D], numbers[N], context) &&
	       BN_mod_exp(power, power, numbers[E], numbers[N], context) && BN_cmp(power, two) == 0;
}

/* The private numbers belong to the public ones. */
static enum jose_error
rsa_consistent(BIGNUM *const *numbers, struct jwk *key)
{
	BN_CTX *context;
	bool good;

	if (numbers[P] == NULL && BN_num_bits(numbers[N]) > D_ALONE_BITS_MAX) {
		jwk_note_flaw(
		    key, "over %d bits its d needs p, q, dp, dq and qi", D_ALONE_BITS_MAX);
		return JOSE_KEY_INVALID;
	}
	context = BN_CTX_new();
	if (context == NULL)
		return JOSE_NO_MEMORY;
	BN_CTX_start(context);
	good = BN_cmp(numbers[D], numbers[N]) < 0 &&
	       (numbers[P] == NULL ? fits_modulus : fits_factors)(numbers, context);
	BN_CTX_end(context);
	BN_CTX_free(context);
	if (!good)
		jwk_note_flaw(key, "its private numbers do not belong to its n and e");
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
jwk_rsa_build(const cJSON *tree, struct jwk *key)
{
	BIGNUM *numbers[RSA_NUMBERS] = {NULL};
	enum jose_error err = JOSE_OK;
	size_t i;

	for (i = 0; err == JOSE_OK && i < RSA_NUMBERS; i++)
		err = jwk_member_number(tree, rsa_numbers[i].member, &numbers[i]);
	if (err == JOSE_KEY_WEAK)
		jwk_note_flaw(key, "its %s has more than %d bits", rsa_numbers[i - 1].member,
		    JWK_RSA_BITS_MAX);
	if (err == JOSE_OK)
		err = rsa_complete(tree, numbers, key);
	if (err == JOSE_OK) {
		key->bits = (unsigned)BN_num_bits(numbers[N]);
		key->private = numbers[D] != NULL;
		err = jwk_rsa_strength(numbers[N], numbers[E], key);
	}
	if (err == JOSE_OK && key->private && key->of_set && numbers[P] == NULL) {
		jwk_note_flaw(key, "in a JWKS a private RSA key has p, q, dp, dq and qi");
		err = JOSE_KEY_INVALID;
	}
	if (err == JOSE_OK && key->private)
		err = rsa_consistent(numbers, key);
	if (err == JOSE_OK)
		err = rsa_pkey(numbers, &key->material.pkey);
	for (i = 0; i < RSA_NUMBERS; i++)
		BN_clear_free(numbers[i]);
	return err;
}

/* RFC 7518 section 6.3.2.7: a JWK would say so with oth, which is not read here either. */
static bool
has_third_prime(EVP_PKEY *pkey)
{
	BIGNUM *prime = NULL;
	bool has = EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_FACTOR3, &prime) > 0;

	BN_clear_free(prime);
	return has;
}

enum jose_error
jwk_rsa_put(cJSON *tree, EVP_PKEY *pkey, bool private)
{
	enum jose_error err = JOSE_OK;
	size_t i, count = private ? RSA_NUMBERS : D;

	if (private && has_third_prime(pkey))
		return JOSE_KEY_INVALID;
	for (i = 0; err == JOSE_OK && i < count; i++)
		err =
		    jwk_put_number(tree, rsa_numbers[i].member, pkey, rsa_numbers[i].parameter, 0);
	if (err == JOSE_OK && EVP_PKEY_is_a(pkey, "RSA-PSS"))
		err = jwk_pss_put(tree, pkey);
	return err;
}

/* EVP_PKEY_CTX_set_cb(3): 0 ends the search for primes. */
static int
go_on(EVP_PKEY_CTX *context)
{
	struct jwk_stop *stop = EVP_PKEY_CTX_get_app_data(context);

	stop->stopped = stop->asked(stop->context);
	return !stop->stopped;
}

static EVP_PKEY *
generate_rsa(unsigned bits, struct jwk_stop *stop)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	EVP_PKEY *pkey = NULL;

	if (context != NULL && EVP_PKEY_keygen_init(context) > 0 &&
	    EVP_PKEY_CTX_set_rsa_keygen_bits(context, (int)bits) > 0) {
		EVP_PKEY_CTX_set_app_data(context, stop);
		EVP_PKEY_CTX_set_cb(context, go_on);
		EVP_PKEY_generate(context, &pkey);
	}
	EVP_PKEY_CTX_free(context);
	return pkey;
}

enum jose_error
jwk_rsa_generate(cJSON *tree, const struct jwa *alg, unsigned bits, struct jwk_stop *stop)
{
	EVP_PKEY *pkey = generate_rsa(bits, stop);
	enum jose_error err = stop->stopped  ? JOSE_INTERRUPTED
			      : pkey == NULL ? JOSE_CRYPTO_FAILED
					     : jwk_rsa_put(tree, pkey, true);

	(void)alg;
	EVP_PKEY_free(pkey);
	return err;
}
