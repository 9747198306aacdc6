/*
 * Several keys in one file: a certificate with its private key, a chain of certificates, the keys
 * of yesterday and today.  One key in two blocks, as it is in a certificate and by itself, is one;
 * RFC 7638 tells them apart.
 */
#include <string.h>

#include "jwk_bundle.h"
#include "jwk_public.h"
#include "jwk_thumbprint.h"

static cJSON *
find(cJSON *keys, const char *name)
{
	cJSON *key;

	cJSON_ArrayForEach (key, keys)
		if (strcmp(json_tree_string(key, "kid"), name) == 0)
			return key;
	return NULL;
}

static bool
copy_member(cJSON *key, const cJSON *twin, const char *name)
{
	const cJSON *member = json_tree_member(twin, name);
	cJSON *copy;

	if (member == NULL || json_tree_member(key, name) != NULL)
		return true;
	copy = cJSON_Duplicate(member, true);
	if (copy != NULL && cJSON_AddItemToObject(key, name, copy))
		return true;
	cJSON_Delete(copy);
	return false;
}

/* When one block limits the key (RFC 4055 section 1.2), that holds for the other block too. */
static bool
share_limits(cJSON *key, const cJSON *twin)
{
	return copy_member(key, twin, "alg") && copy_member(key, twin, JWK_PSS);
}

/* Of a key in two blocks the one with the private part is kept. */
static enum jose_error
add_named(cJSON *keys, cJSON *key)
{
	cJSON *twin = find(keys, json_tree_string(key, "kid"));
	bool added = twin == NULL || (share_limits(key, twin) && share_limits(twin, key));

	if (twin == NULL && cJSON_GetArraySize(keys) == JWK_SET_MAX) {
		json_tree_free(key);
		return JOSE_KEY_INVALID;
	}
	if (twin == NULL)
		added = cJSON_AddItemToArray(keys, key);
	else if (added && jwk_is_private(key) && !jwk_is_private(twin))
		added = cJSON_ReplaceItemViaPointer(keys, twin, key);
	else
		json_tree_free(key);
	return added ? JOSE_OK : JOSE_NO_MEMORY;
}

enum jose_error
jwk_bundle_add(cJSON *bundle, cJSON *key)
{
	cJSON *keys = json_tree_member(bundle, "keys");
	const struct jwk_labels thumbprint = {NULL, NULL, NULL};
	enum jose_error err = jwk_label(key, &thumbprint);

	if (err == JOSE_OK)
		return add_named(keys, key);
	json_tree_free(key);
	return err;
}

/* The one private key, or else the only key; NULL when several are left. */
static cJSON *
only_one(cJSON *keys)
{
	cJSON *key, *found = cJSON_GetArraySize(keys) == 1 ? keys->child : NULL;
	size_t private = 0;

	cJSON_ArrayForEach (key, keys)
		if (jwk_is_private(key)) {
			private++;
			found = key;
		}
	return private > 1 ? NULL : found;
}

enum jose_error
jwk_bundle_take(cJSON *bundle, cJSON **tree)
{
	cJSON *keys = json_tree_member(bundle, "keys"), *one = only_one(keys);

	if (cJSON_GetArraySize(keys) > 0 && one == NULL) {
		*tree = bundle;
		return JOSE_OK;
	}
	if (one != NULL) {
		*tree = cJSON_DetachItemViaPointer(keys, one);
		cJSON_DeleteItemFromObjectCaseSensitive(*tree, "kid");
	}
	json_tree_free(bundle);
	return one == NULL ? JOSE_KEY_INVALID : JOSE_OK;
}
