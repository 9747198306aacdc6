/*
 * What of a JWK is public, and what is not.  Only members that are known to be public are
 * published, and only in the form that their section gives them: in another a secret could hide.
 */
#include <string.h>

#include "jwk.h"

/* RFC 7518 sections 6.4.1, 6.2.2 and 6.3.2. */
static const char *const secrets[] = {"k", "d", "p", "q", "dp", "dq", "qi", "oth"};

/* RFC 7517 section 4.3: what the private key does, and what the public one. */
static const struct {
	const char *private;
	const char *public;
} operations[] = {{"sign", "verify"}, {"decrypt", "encrypt"}, {"unwrapKey", "wrapKey"}};

static cJSON *
copy(const cJSON *member)
{
	return cJSON_Duplicate(member, true);
}

static bool
holds(const cJSON *list, const char *text)
{
	const cJSON *element;

	cJSON_ArrayForEach (element, list)
		if (strcmp(element->valuestring, text) == 0)
			return true;
	return false;
}

/* Who had the key to sign with publishes the one to verify with. */
static cJSON *
counterparts(const cJSON *key_ops)
{
	cJSON *list = cJSON_CreateArray();
	size_t i;

	for (i = 0; i < sizeof operations / sizeof operations[0]; i++)
		if (list != NULL &&
		    (holds(key_ops, operations[i].private) ||
			holds(key_ops, operations[i].public)) &&
		    !cJSON_AddItemToArray(list, cJSON_CreateString(operations[i].public))) {
			cJSON_Delete(list);
			list = NULL;
		}
	return list;
}

/* RFC 7517 section 4 and the public numbers of RFC 7518 section 6. */
static const struct publication {
	const char *name;
	cJSON *(*publish)(const cJSON *member);
	bool list; /* of strings; else it is one */
} publications[] = {
    {"kty", copy, false},
    {"crv", copy, false},
    {"x", copy, false},
    {"y", copy, false},
    {"n", copy, false},
    {"e", copy, false},
    {"kid", copy, false},
    {"use", copy, false},
    {"key_ops", counterparts, true},
    {"alg", copy, false},
    {"x5u", copy, false},
    {"x5c", copy, true},
    {"x5t", copy, false},
    {"x5t#S256", copy, false},
};

static bool
has_form(const cJSON *member, bool list)
{
	const cJSON *element;

	if (!list)
		return cJSON_IsString(member);
	cJSON_ArrayForEach (element, member)
		if (!cJSON_IsString(element))
			return false;
	return cJSON_IsArray(member);
}

static enum jose_error
publish(const struct publication *publication, const cJSON *tree, cJSON *public)
{
	const cJSON *member = cJSON_GetObjectItemCaseSensitive(tree, publication->name);
	cJSON *published;

	if (member == NULL)
		return JOSE_OK;
	if (!has_form(member, publication->list))
		return JOSE_KEY_INVALID;
	published = publication->publish(member);
	if (published != NULL && cJSON_AddItemToObject(public, publication->name, published))
		return JOSE_OK;
	cJSON_Delete(published);
	return JOSE_NO_MEMORY;
}

const char *
jwk_misshapen_member(const cJSON *tree)
{
	const cJSON *member;
	size_t i;

	for (i = 0; i < sizeof publications / sizeof publications[0]; i++) {
		member = cJSON_GetObjectItemCaseSensitive(tree, publications[i].name);
		if (member != NULL && !has_form(member, publications[i].list))
			return publications[i].name;
	}
	return NULL;
}

bool
jwk_is_list(const char *member)
{
	size_t i;

	for (i = 0; i < sizeof publications / sizeof publications[0]; i++)
		if (strcmp(publications[i].name, member) == 0)
			return publications[i].list;
	return false;
}

enum jose_error
jwk_public(const cJSON *tree, cJSON **public)
{
	enum jose_error err = jwk_complete(tree);
	cJSON *made;
	size_t i;

	if (err != JOSE_OK)
		return err;
	if (strcmp(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "kty")), "oct") == 0)
		return JOSE_IS_SYMMETRIC;
	made = cJSON_CreateObject();
	if (made == NULL)
		return JOSE_NO_MEMORY;
	for (i = 0; err == JOSE_OK && i < sizeof publications / sizeof publications[0]; i++)
		err = publish(&publications[i], tree, made);
	if (err == JOSE_OK)
		*public = made;
	else
		cJSON_Delete(made);
	return err;
}

const char *
jwk_private_member(size_t index)
{
	return index < sizeof secrets / sizeof secrets[0] ? secrets[index] : NULL;
}

bool
jwk_is_private(const cJSON *tree)
{
	const char *member;
	size_t i;

	for (i = 0; (member = jwk_private_member(i)) != NULL; i++)
		if (cJSON_GetObjectItemCaseSensitive(tree, member) != NULL)
			return true;
	return false;
}
