/*
 * What of a JWK is public, and what is not.  Only members that are known to be public are
 * published, and only in the form that their section gives them: in another a secret could hide.
 */
#include <stdio.h>
#include <string.h>

#include "json_value.h"
#include "jwk_kty.h"
#include "jwk_public.h"
#include "jwk_thumbprint.h"

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

/* The owner of a key that signs publishes one that verifies. */
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

/* RFC 7517 section 4: what any key may have, whatever its type. */
static const struct publication {
	const char *name;
	cJSON *(*publish)(const cJSON *member);
	bool list; /* of strings; else it is one */
} publications[] = {
    {"kid", copy, false},
    {"use", copy, false},
    {"key_ops", counterparts, true},
    {"alg", copy, false},
    {"x5u", copy, false},
    {"x5c", copy, true},
    {"x5t", copy, false},
    {"x5t#S256", copy, false},
};

#define PUBLICATIONS (sizeof publications / sizeof publications[0])

/*
 * One after the other: kty, the public members of each type, and what any key may have; false after
 * the last.  A key may have members of another type.
 */
static bool
publication_at(size_t index, struct publication *publication)
{
	const struct jwk_member *member;
	const struct jwk_kty *kty;
	size_t i;

	*publication = (struct publication){"kty", copy, false};
	if (index-- == 0)
		return true;
	for (i = 0; (kty = jwk_kty_row(i)) != NULL; i++)
		for (member = kty->members; member->name != NULL; member++) {
			publication->name = member->name;
			if ((member->flags & JWK_SECRET) == 0 && index-- == 0)
				return true;
		}
	if (index >= PUBLICATIONS)
		return false;
	*publication = publications[index];
	return true;
}

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
	const cJSON *member = json_tree_member(tree, publication->name);
	cJSON *published;

	if (member == NULL || json_tree_member(public, publication->name) != NULL)
		return JOSE_OK;
	if (!has_form(member, publication->list))
		return JOSE_KEY_INVALID;
	published = publication->publish(member);
	if (published != NULL && cJSON_AddItemToObject(public, publication->name, published))
		return JOSE_OK;
	cJSON_Delete(published);
	return JOSE_NO_MEMORY;
}

enum jose_error
jwk_public(const cJSON *tree, cJSON **public)
{
	struct publication publication;
	enum jose_error err = jwk_complete(tree);
	cJSON *made;
	size_t i;

	if (err != JOSE_OK)
		return err;
	if (jwk_kty_of_tree(tree)->symmetric)
		return JOSE_IS_SYMMETRIC;
	made = cJSON_CreateObject();
	if (made == NULL)
		return JOSE_NO_MEMORY;
	for (i = 0; err == JOSE_OK && publication_at(i, &publication); i++)
		err = publish(&publication, tree, made);
	if (err == JOSE_OK)
		*public = made;
	else
		cJSON_Delete(made);
	return err;
}

void
jwk_public_flaw(const cJSON *tree, char words[JWK_WORDS_MAX])
{
	struct publication publication;
	const cJSON *member;
	size_t i;

	words[0] = '\0';
	for (i = 0; words[0] == '\0' && publication_at(i, &publication); i++) {
		member = json_tree_member(tree, publication.name);
		if (member != NULL && !has_form(member, publication.list))
			snprintf(words, JWK_WORDS_MAX, "its %s is not a %s", publication.name,
			    publication.list ? "list of strings" : "string");
	}
}

/* ---- what is not public: the members that a row of jwk_kty.c calls secret ---- */

static bool
shows_secret(const struct jwk_kty *kty, const cJSON *tree)
{
	const struct jwk_member *member;

	for (member = kty->members; member->name != NULL; member++)
		if ((member->flags & JWK_SECRET) != 0 &&
		    json_tree_member(tree, member->name) != NULL)
			return true;
	return false;
}

bool
jwk_is_private(const cJSON *tree)
{
	const struct jwk_kty *kty;
	size_t i;

	for (i = 0; (kty = jwk_kty_row(i)) != NULL; i++)
		if (shows_secret(kty, tree))
			return true;
	return false;
}

const struct jwk_kty *
jwk_private_kty(const struct json_table *members)
{
	const struct jwk_kty *kty, *found = NULL;
	const struct jwk_member *member;
	size_t i;

	for (i = 0; (kty = jwk_kty_row(i)) != NULL; i++)
		for (member = kty->members; member->name != NULL; member++)
			if ((member->flags & JWK_SECRET) != 0 &&
			    (found == NULL || found->symmetric) &&
			    json_member(members, member->name) != NULL)
				found = kty;
	return found;
}

static const char *
other_than_public_key(const struct json_table *members)
{
	const struct jwk_kty *private = jwk_private_kty(members);

	if (private != NULL)
		return private->symmetric ? "a secret" : "a private key";
	return json_member(members, "keys") == NULL ? NULL : "a JWKS";
}

enum jose_error
jwk_public_examine(const struct json_value *jwk, const char **instead)
{
	struct json_table members;
	struct json_value root;
	enum jose_error err;

	*instead = jwk->type == JSON_OBJECT ? NULL : "not a JSON object";
	if (*instead != NULL)
		return JOSE_OK;
	err = json_scan(jwk->text, jwk->length, &root, &members);
	if (err == JOSE_OK)
		*instead = other_than_public_key(&members);
	json_table_free(&members);
	return err;
}
