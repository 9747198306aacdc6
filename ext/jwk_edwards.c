/*
 * Points of the Edwards curves, RFC 8032 sections 5.1 and 5.2.  OpenSSL takes any bytes for a
 * public key.  Off the curve nothing is proven; and with a point of small order, such as 0, 1,
 * anyone can sign: S = 0 fits every message (RFC 8725 section 3.4).
 *
 * The curve is a x^2 + y^2 = 1 + d x^2 y^2, so x^2 = u / v with u = 1 - y^2 and v = a - d y^2. The
 * points of small order are those with x = 0 (order 1 and 2), y = 0 (order 4) and, where doubling
 * leads to y = 0, a x^2 = y^2 (order 8), which is d y^4 - 2 a y^2 + a = 0.
 */
#include <string.h>
#include <openssl/bn.h>

#include "jwa.h"
#include "jwk_edwards.h"

/* RFC 8032 sections 5.1 and 5.2, in hexadecimal. */
static const struct curve {
	const char *crv;
	const char *p;
	const char *a;
	const char *d;
} curves[] = {
    {"Ed25519", "7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFED", "-1",
	"52036CEE2B6FFE738CC740797779E89800700A4D4141D8AB75EB4DCA135978A3"},
    {"Ed448",
	"FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE"
	"FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
	"1", "-98A9"},
};

enum { P, A, D, Y, YY, DYY, U, V, ORDER_8, TERMS };

/* RFC 8032 sections 5.1.2 and 5.2.2: y from its lowest byte on; the highest bit is that of x. */
static bool
read_point(const struct curve *curve, const unsigned char *point, size_t length, BIGNUM **t)
{
	unsigned char y[JWA_KEY_BYTES_MAX];

	memcpy(y, point, length);
	y[length - 1] &= 0x7f;
	return BN_hex2bn(&t[P], curve->p) > 0 && BN_hex2bn(&t[A], curve->a) > 0 &&
	       BN_hex2bn(&t[D], curve->d) > 0 && BN_lebin2bn(y, (int)length, t[Y]) != NULL;
}

static bool
compute(BIGNUM **t, BN_CTX *context)
{
	return BN_mod_sqr(t[YY], t[Y], t[P], context) &&
	       BN_mod_mul(t[DYY], t[D], t[YY], t[P], context) &&
	       BN_mod_sub(t[U], BN_value_one(), t[YY], t[P], context) &&
	       BN_mod_sub(t[V], t[A], t[DYY], t[P], context) &&
	       /* d y^4 - 2 a y^2 + a */
	       BN_sub(t[ORDER_8], t[DYY], t[A]) && BN_sub(t[ORDER_8], t[ORDER_8], t[A]) &&
	       BN_mod_mul(t[ORDER_8], t[ORDER_8], t[YY], t[P], context) &&
	       BN_mod_add(t[ORDER_8], t[ORDER_8], t[A], t[P], context);
}

/* x^2 = u / v has a root where u v is a square; v is never 0, for d is not a square. */
static bool
is_sound(BIGNUM **t, BN_CTX *context)
{
	return BN_cmp(t[Y], t[P]) < 0 && compute(t, context) && !BN_is_zero(t[Y]) &&
	       !BN_is_zero(t[U]) && !BN_is_zero(t[ORDER_8]) &&
	       BN_mod_mul(t[U], t[U], t[V], t[P], context) &&
	       BN_kronecker(t[U], t[P], context) == 1;
}

bool
jwk_edwards_is_point(const char *crv, const unsigned char *point, size_t length)
{
	const struct curve *curve = curves;
	BN_CTX *context = BN_CTX_new();
	BIGNUM *terms[TERMS];
	bool good = context != NULL;
	size_t i;

	while (strcmp(curve->crv, crv) != 0)
		curve++;
	for (i = 0; i < TERMS; i++) {
		terms[i] = BN_new();
		good = good && terms[i] != NULL;
	}
	good = good && read_point(curve, point, length, terms) && is_sound(terms, context);
	for (i = 0; i < TERMS; i++)
		BN_free(terms[i]);
	BN_CTX_free(context);
	return good;
}
