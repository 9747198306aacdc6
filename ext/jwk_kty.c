/*
 * The key types, RFC 7518 section 6.1, RFC 8037 section 2.  A new one is one more row, and its
 * functions in a file of their own; its algorithms are rows of jwa.c.
 */
#include <string.h>

#include "jwk_ec.h"
#include "jwk_kty.h"
#include "jwk_numbers.h"
#include "jwk_oct.h"
#include "jwk_okp.h"
#include "jwk_rsa.h"

#define PLAIN JWK_PLAIN
#define BYTES JWK_BYTES
#define NUMBER JWK_NUMBER
#define LIST JWK_LIST
#define REQUIRED JWK_REQUIRED
#define SECRET JWK_SECRET

/* clang-format off */
static const struct jwk_kty types[] = {
	{
		.name = "oct", /* RFC 7518 section 6.4 */
		.symmetric = true,
		.members = { { "k", BYTES, REQUIRED | SECRET } },
		.build = jwk_oct_build,
		.generate = jwk_oct_generate,
	},
	{
		.name = "RSA", /* RFC 7518 section 6.3 */
		.many_algs = true,
		.pkey_types = { "RSA", "RSA-PSS" },
		.members = {
			{ "n", NUMBER, REQUIRED }, { "e", NUMBER, REQUIRED },
			{ "d", NUMBER, SECRET }, { "p", NUMBER, SECRET }, { "q", NUMBER, SECRET },
			{ "dp", NUMBER, SECRET }, { "dq", NUMBER, SECRET }, { "qi", NUMBER, SECRET },
			{ "oth", LIST, SECRET },
		},
		.build = jwk_rsa_build,
		.put = jwk_rsa_put,
		.generate = jwk_rsa_generate,
	},
	{
		.name = "EC", /* RFC 7518 section 6.2 */
		.pkey_types = { "EC" },
		.members = {
			{ "crv", PLAIN, REQUIRED }, { "x", BYTES, REQUIRED },
			{ "y", BYTES, REQUIRED }, { "d", BYTES, SECRET },
		},
		.build = jwk_ec_build,
		.put = jwk_ec_put,
		.generate = jwk_ec_generate,
	},
	{
		.name = "OKP", /* RFC 8037 section 2 */
		.pkey_types = { "ED25519", "ED448" },
		.members = {
			{ "crv", PLAIN, REQUIRED }, { "x", BYTES, REQUIRED }, { "d", BYTES, SECRET },
		},
		.build = jwk_okp_build,
		.put = jwk_okp_put,
		.generate = jwk_okp_generate,
	},
};
/* clang-format on */

#define TYPES (sizeof types / sizeof types[0])

const struct jwk_kty *
jwk_kty_row(size_t index)
{
	return index < TYPES ? &types[index] : NULL;
}

const struct jwk_kty *
jwk_kty_find(const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < TYPES; i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return NULL;
}

const struct jwk_kty *
jwk_kty_of_tree(const cJSON *tree)
{
	return jwk_kty_find(json_tree_string(tree, "kty"));
}

const struct jwa *
jwk_kty_alg(const struct jwk_kty *kty, const char *alg, const char *crv)
{
	return alg == NULL && kty->many_algs ? NULL : jwa_for_key(alg, kty->name, crv);
}

static const struct jwk_kty *
type_of(EVP_PKEY *pkey)
{
	const struct jwk_kty *kty;

	for (kty = types; kty < types + TYPES; kty++)
		if ((kty->pkey_types[0] != NULL && EVP_PKEY_is_a(pkey, kty->pkey_types[0])) ||
		    (kty->pkey_types[1] != NULL && EVP_PKEY_is_a(pkey, kty->pkey_types[1])))
			return kty;
	return NULL;
}

enum jose_error
jwk_from_pkey(EVP_PKEY *pkey, bool private, cJSON **tree)
{
	const struct jwk_kty *kty = type_of(pkey);
	cJSON *made = kty == NULL ? NULL : cJSON_CreateObject();
	enum jose_error err;

	if (kty == NULL)
		return JOSE_KEY_INVALID;
	err = jwk_put_text(made, "kty", kty->name);
	if (err == JOSE_OK)
		err = kty->put(made, pkey, private);
	if (err == JOSE_OK)
		*tree = made;
	else
		json_tree_free(made);
	return err;
}
