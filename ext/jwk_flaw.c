/*
 * What is wrong with a key that was refused, in words: which member it is, and what it should be.
 * It is looked for when a key has been refused, so reading one that is good costs nothing.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "jwk_numbers.h"

void
jwk_blame(struct jwk *key, const char *format, ...)
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

static const cJSON *
member_of(const cJSON *tree, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(tree, name);
}

/* Of members that need not be there, and of one that must. */
static bool
blame_type(const cJSON *tree, struct jwk *key, const char *name, bool must)
{
	const cJSON *member = member_of(tree, name);

	if (member == NULL && must)
		jwk_blame(key, "its %s is missing", name);
	else if (member != NULL && !cJSON_IsString(member))
		jwk_blame(key, "its %s is no string", name);
	return key->flaw != NULL;
}

/* RFC 7518 section 2: a Base64urlUInt has no leading zero, and 0 itself is no number of a key.
 * Sections 6.2.1 and 6.2.2, RFC 8037 section 2: what is on a curve is as long as that says. */
static void
blame_bytes(const cJSON *tree, struct jwk *key, const char *name)
{
	size_t wanted = jwa_for_key(NULL, key->kty, key->crv)->key_bytes, length;
	unsigned char *bytes;
	enum jose_error err = jwk_member_bytes(tree, name, &bytes, &length);
	bool is_number = strcmp(key->kty, "RSA") == 0;

	if (err == JOSE_KEY_INVALID)
		jwk_blame(key, "its %s is no base64url", name);
	else if (bytes != NULL && wanted > 0 && length != wanted)
		jwk_blame(key, "its %s has %zu bytes, of %zu", name, length, wanted);
	else if (bytes != NULL && is_number && length == 0)
		jwk_blame(key, "its %s is empty", name);
	else if (bytes != NULL && is_number && bytes[0] == 0)
		jwk_blame(key, "its %s begins with a zero byte", name);
	jwk_free_bytes(bytes, length);
}

static void
blame_names(const cJSON *tree, struct jwk *key)
{
	const char *kty = cJSON_GetStringValue(member_of(tree, "kty"));

	if (blame_type(tree, key, "kty", true) || blame_type(tree, key, "crv", false) ||
	    blame_type(tree, key, "alg", false) || blame_type(tree, key, "kid", false))
		return;
	if (key->kty != NULL)
		blame_type(tree, key, "use", false);
	else if (jwa_of_kty(kty) == NULL)
		jwk_blame(key, "its kty is none that jwt_algs() lists");
	else if (!blame_type(tree, key, "crv", true))
		jwk_blame(key, "its crv is none that jwt_algs() lists for its kty");
}

static void
blame_numbers(const cJSON *tree, struct jwk *key)
{
	static const struct {
		const char *kty;
		size_t required; /* the first ones */
		const char *members[9];
	} kinds[] = {
	    {"EC", 2, {"x", "y", "d"}},
	    {"OKP", 1, {"x", "d"}},
	    {"RSA", 2, {"n", "e", "d", "p", "q", "dp", "dq", "qi"}},
	    {"oct", 1, {"k"}},
	};
	size_t i = 0, m;

	while (strcmp(kinds[i].kty, key->kty) != 0)
		i++;
	for (m = 0; kinds[i].members[m] != NULL; m++)
		blame_type(tree, key, kinds[i].members[m], m < kinds[i].required);
	for (m = 0; kinds[i].members[m] != NULL && key->flaw == NULL; m++)
		blame_bytes(tree, key, kinds[i].members[m]);
}

void
jwk_find_flaw(const cJSON *tree, struct jwk *key)
{
	if (!cJSON_IsObject(tree))
		jwk_blame(key, "a JWK is a JSON object");
	else
		blame_names(tree, key);
	if (key->flaw == NULL)
		blame_numbers(tree, key);
	if (key->flaw == NULL)
		jwk_blame(key, "its numbers are none that OpenSSL takes");
}
