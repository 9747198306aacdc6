/*
 * RSA keys that are too weak to trust: RFC 7518 section 3.3, RFC 8725 section 3.5, FIPS 186-5
 * section 5.1.
 */
#include "jwk_rsa_strength.h"

#define MODULUS_BITS_MIN 2048 /* RFC 7518 section 3.3 */
#define EXPONENT_MIN 65537
#define EXPONENT_BITS_MAX 64 /* a longer one only costs the verifier time */

/*
 * CVE-2017-15361 (ROCA): that generator made its primes from powers of 65537, so modulo every small
 * prime the modulus is such a power too.  For a sound key this is so with a chance of about 2^-27
 * for all primes together.
 */
static bool
is_power_of_65537(unsigned residue, unsigned prime)
{
	unsigned power = 1;

	do {
		if (power == residue)
			return true;
		power = power * (EXPONENT_MIN % prime) % prime;
	} while (power != 1);
	return false;
}

static bool
is_roca(const BIGNUM *modulus)
{
	static const unsigned char primes[] = {3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47,
	    53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139,
	    149, 151, 157, 163, 167};
	size_t i;

	for (i = 0; i < sizeof primes; i++)
		if (!is_power_of_65537((unsigned)BN_mod_word(modulus, primes[i]), primes[i]))
			return false;
	return true;
}

enum jose_error
jwk_rsa_strength(const BIGNUM *modulus, const BIGNUM *exponent, struct jwk *key)
{
	int bits = BN_num_bits(modulus);

	if (!BN_is_odd(modulus))
		jwk_note_flaw(key, "its n is even");
	else if (!BN_is_odd(exponent))
		jwk_note_flaw(key, "its e is even");
	else if (BN_num_bits(exponent) > EXPONENT_BITS_MAX)
		jwk_note_flaw(key, "its e has more than %d bits", EXPONENT_BITS_MAX);
	if (key->flaw != NULL)
		return JOSE_KEY_INVALID;
	if (bits < MODULUS_BITS_MIN)
		return JOSE_KEY_WEAK; /* its bits are reported in one way for all types */
	if (BN_get_word(exponent) < EXPONENT_MIN)
		jwk_note_flaw(key, "its e is %lu, and %d is the least",
		    (unsigned long)BN_get_word(exponent), EXPONENT_MIN);
	else if (bits > JWK_RSA_BITS_MAX)
		jwk_note_flaw(key, "its n has more than %d bits", JWK_RSA_BITS_MAX);
	else if (is_roca(modulus))
		jwk_note_flaw(key, "its n is of a broken generator (ROCA, CVE-2017-15361)");
	return key->flaw == NULL ? JOSE_OK : JOSE_KEY_WEAK;
}
