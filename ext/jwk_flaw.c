/*
 * What is wrong with a key that was refused, in words: which member it is, and what it should be.
 * It is looked for when a key has been refused, so reading one that is good costs nothing.
 */
#include "jwk_flaw.h"
#include "jwk_kty.h"
#include "jwk_numbers.h"

/* Of members that need not be there, and of one that must. */
static bool
note_type(const cJSON *tree, struct jwk *key, const char *name, bool must)
{
	const cJSON *member = json_tree_member(tree, name);

	if (member == NULL && must)
		jwk_note_flaw(key, "its %s is missing", name);
	else if (member != NULL && !cJSON_IsString(member))
		jwk_note_flaw(key, "its %s is not a string", name);
	return key->flaw != NULL;
}

static bool
is_coded(const struct jwk_member *member)
{
	return member->form == JWK_BYTES || member->form == JWK_NUMBER;
}

/*
 * RFC 7518 section 2: a Base64urlUInt has no leading zero, and no number of a key is 0.  Sections
 * 6.2.1 and 6.2.2, RFC 8037 section 2: a number of a curve's key is as long as its curve says.
 */
static void
note_bytes(const cJSON *tree, struct jwk *key, const struct jwk_member *member)
{
	const char *name = member->name;
	size_t wanted = jwa_for_key(NULL, key->kty->name, key->crv)->key_bytes, length;
	unsigned char *bytes;
	enum jose_error err = jwk_member_bytes(tree, name, &bytes, &length);
	bool is_number = member->form == JWK_NUMBER;

	if (err == JOSE_KEY_INVALID)
		jwk_note_flaw(key, "its %s is not base64url", name);
	else if (bytes != NULL && wanted > 0 && length != wanted)
		jwk_note_flaw(key, "its %s has %zu bytes, of %zu", name, length, wanted);
	else if (bytes != NULL && is_number && length == 0)
		jwk_note_flaw(key, "its %s is empty", name);
	else if (bytes != NULL && is_number && bytes[0] == 0)
		jwk_note_flaw(key, "its %s begins with a zero byte", name);
	jwk_free_bytes(bytes, length);
}

static void
note_names(const cJSON *tree, struct jwk *key)
{
	const char *kty = json_tree_string(tree, "kty");

	if (note_type(tree, key, "kty", true) || note_type(tree, key, "crv", false) ||
	    note_type(tree, key, "alg", false) || note_type(tree, key, "kid", false))
		return;
	if (key->kty != NULL)
		note_type(tree, key, "use", false);
	else if (jwk_kty_find(kty) == NULL)
		jwk_note_flaw(key, "its kty is not one that jwt_algs() lists");
	else if (!note_type(tree, key, "crv", true))
		jwk_note_flaw(key, "its crv is not one that jwt_algs() lists for its kty");
}

static void
note_numbers(const cJSON *tree, struct jwk *key)
{
	const struct jwk_member *member;

	for (member = key->kty->members; member->name != NULL; member++)
		if (is_coded(member))
			note_type(tree, key, member->name, (member->flags & JWK_REQUIRED) != 0);
	for (member = key->kty->members; member->name != NULL && key->flaw == NULL; member++)
		if (is_coded(member))
			note_bytes(tree, key, member);
}

void
jwk_flaw_find(const cJSON *tree, struct jwk *key)
{
	if (!cJSON_IsObject(tree))
		jwk_note_flaw(key, "a JWK is a JSON object");
	else
		note_names(tree, key);
	if (key->flaw == NULL)
		note_numbers(tree, key);
	if (key->flaw == NULL)
		jwk_note_flaw(key, "OpenSSL does not take its numbers");
}
