/*
 * jwks_*: sets of keys in SQL, RFC 7517 section 5.
 *
 *   jwks_group(JWK) -> JSON: the public halves of all rows, as a JWKS; a secret raises.
 *   jwks_each(JWKS) -> one row for each key: idx, kid, kty, alg, use, crv, bits, thumbprint,
 *       private, error, jwk.
 */
#include <stdio.h>
#include <string.h>

#include "jwk_public.h"
#include "jwk_read.h"
#include "jwk_thumbprint.h"
#include "sql_jwks.h"
#include "sql_key.h"
#include "sql_table.h"

SQLITE_EXTENSION_INIT3

/* SQLite zeroes it before the first row. */
struct group {
	cJSON *jwks;
	cJSON *keys; /* borrowed from jwks */
	enum jose_error error;
};

/* {"keys":[]}, into which the keys go. */
static enum jose_error
group_open(struct group *group)
{
	if (group->jwks == NULL)
		group->jwks = cJSON_CreateObject();
	if (group->keys == NULL)
		group->keys = cJSON_AddArrayToObject(group->jwks, "keys");
	return group->keys == NULL ? JOSE_NO_MEMORY : JOSE_OK;
}

static enum jose_error
group_add(struct group *group, const cJSON *tree)
{
	cJSON *public = NULL;
	enum jose_error err = group_open(group);

	if (err == JOSE_OK && cJSON_GetArraySize(group->keys) == JWK_SET_MAX)
		err = JOSE_JWKS_TOO_LARGE;
	if (err == JOSE_OK)
		err = jwk_public(tree, &public);
	if (err == JOSE_OK)
		cJSON_AddItemToArray(group->keys, public);
	return err;
}

/* A row that is NULL adds no key; no row at all gives {"keys":[]}. */
void
sql_jwks_group_step(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct group *group = sqlite3_aggregate_context(ctx, sizeof *group);
	cJSON *tree;

	(void)argc;
	if (group == NULL || group->error != JOSE_OK || !sql_tree(ctx, argv[0], &tree))
		return;
	group->error = group_add(group, tree);
	if (group->error != JOSE_OK)
		sql_raise_key(ctx, group->error, tree);
	json_tree_free(tree);
}

void
sql_jwks_group_final(sqlite3_context *ctx)
{
	struct group *group = sqlite3_aggregate_context(ctx, sizeof *group);

	if (group == NULL) {
		sqlite3_result_error_nomem(ctx);
		return;
	}
	if (group->error == JOSE_OK)
		group->error = group_open(group);
	if (group->error == JOSE_OK) {
		sql_json_tree(ctx, group->jwks);
		return;
	}
	sql_raise(ctx, group->error, NULL);
	json_tree_free(group->jwks);
}

/* ---- jwks_each ---- */

static void
add_member(struct sql_rows *rows, const cJSON *tree, const char *name)
{
	sql_add_text(rows, json_tree_string(tree, name));
}

static enum jose_error
add_key(struct sql_rows *rows, const cJSON *tree, bool of_set, int64_t index)
{
	char thumbprint[JWK_THUMBPRINT_MAX + 1];
	bool named = jwk_thumbprint(tree, "SHA256", thumbprint) == JOSE_OK;
	struct jwk key;
	enum jose_error err;

	memset(&key, 0, sizeof key);
	key.of_set = of_set;
	err = jwk_read(tree, &key);
	sql_add_integer(rows, index);
	add_member(rows, tree, "kid");
	add_member(rows, tree, "kty");
	add_member(rows, tree, "alg");
	add_member(rows, tree, "use");
	add_member(rows, tree, "crv");
	if (key.bits > 0)
		sql_add_integer(rows, key.bits);
	else
		sql_add_null(rows);
	sql_add_text(rows, named ? thumbprint : NULL);
	sql_add_integer(rows, jwk_is_private(tree));
	sql_add_text(rows, key.error == JOSE_OK ? NULL : jose_code(key.error));
	sql_add_tree(rows, tree);
	jwk_clear(&key);
	return err;
}

static enum jose_error
set_error(struct sql_call *call, const char *flaw)
{
	jose_explain(&call->detail, "%s", flaw);
	return JOSE_KEY_INVALID;
}

/* A JWK alone is a set of one.  Anything else raises, as json_each does for malformed JSON. */
static enum jose_error
fill(struct sql_rows *rows, struct sql_call *call)
{
	sqlite3_value *value = call->argument[0];
	const cJSON *keys, *key;
	cJSON *tree;
	int64_t index = 0;
	enum jose_error err;

	if (value == NULL || sqlite3_value_type(value) == SQLITE_NULL)
		return JOSE_OK;
	err = sql_tree_read(value, &tree);
	if (err != JOSE_OK)
		return err == JOSE_KEY_INVALID ? set_error(call, SQL_NO_JSON) : err;
	keys = json_tree_member(tree, "keys");
	if (cJSON_IsObject(tree) && !jwk_is_set(tree))
		err = add_key(rows, tree, false, 0);
	else if (!cJSON_IsArray(keys))
		err = set_error(call, "a JWK is an object, and keys in it a list");
	else if (cJSON_GetArraySize(keys) > JWK_SET_MAX)
		err = JOSE_JWKS_TOO_LARGE;
	else
		cJSON_ArrayForEach (key, keys)
			if (err == JOSE_OK)
				err = add_key(rows, key, true, index++);
	json_tree_free(tree);
	return err;
}

const struct sql_table sql_jwks_each = {
    .name = "jwks_each",
    .schema = "CREATE TABLE x(idx, kid, kty, alg, use, crv, bits, thumbprint, private, error, jwk,"
	      " argument_jwks HIDDEN)",
    .columns = 11,
    .arguments = 1,
    .fill = fill,
};
