/*
 * What the SQL functions that take or make a key share.
 */
#include <stdio.h>
#include <string.h>

#include "jwk_public.h"
#include "jwk_read.h"
#include "pem.h"
#include "sql_key.h"

SQLITE_EXTENSION_INIT3

enum jose_error
sql_tree_read(sqlite3_value *value, cJSON **tree)
{
	struct sql_json_text json;
	enum jose_error err = sql_json_text_read(value, &json);

	*tree = NULL;
	if (err == JOSE_OK && sqlite3_value_type(value) == SQLITE_BLOB && json.made == NULL)
		err = JOSE_IS_BLOB;
	else if (err == JOSE_OK && json.length > JWK_TEXT_MAX)
		err = JOSE_KEY_INVALID;
	if (err == JOSE_OK)
		err = json_tree(json.text, json.length, tree);
	if (err == JOSE_BAD_JSON || err == JOSE_DUPLICATE_MEMBER)
		err = pem_is(json.text, json.length) ? JOSE_IS_PEM : JOSE_KEY_INVALID;
	sql_json_text_free(&json);
	return err;
}

/* A key that can be used may still have a member that must not be published. */
static void
explain_key(struct jose_detail *detail, const struct jwk *key, const cJSON *tree)
{
	if (key->flaw != NULL)
		jose_explain(detail, "%s", key->flaw);
	else if (key->error == JOSE_KEY_WEAK)
		jose_explain(detail, "%u bits, of %u at least", key->bits, jwk_min_bits(key, NULL));
	else
		jwk_public_flaw(tree, detail->text);
}

void
sql_raise_key(sqlite3_context *ctx, enum jose_error err, const cJSON *tree)
{
	struct jose_detail detail = {""};
	struct jwk key;

	memset(&key, 0, sizeof key);
	if ((err == JOSE_KEY_INVALID || err == JOSE_KEY_WEAK) &&
	    jwk_read(tree, &key) == JOSE_NO_MEMORY)
		err = JOSE_NO_MEMORY;
	else if (err == JOSE_KEY_INVALID || err == JOSE_KEY_WEAK)
		explain_key(&detail, &key, tree);
	jwk_clear(&key);
	sql_raise(ctx, err, &detail);
}

bool
sql_tree(sqlite3_context *ctx, sqlite3_value *value, cJSON **tree)
{
	struct jose_detail detail = {""};
	enum jose_error err;

	*tree = NULL;
	if (sqlite3_value_type(value) == SQLITE_NULL)
		return false;
	err = sql_tree_read(value, tree);
	if (err == JOSE_OK && jwk_is_set(*tree))
		err = JOSE_IS_JWKS;
	if (err == JOSE_OK)
		return true;
	json_tree_free(*tree);
	*tree = NULL;
	if (err == JOSE_KEY_INVALID)
		jose_explain(&detail, SQL_NO_JSON);
	sql_raise(ctx, err, &detail);
	return false;
}

enum jose_error
sql_verdict(sqlite3_value *value, struct jwk_set **set)
{
	size_t length;
	const char *bytes = sql_bytes(value, &length);
	enum jose_error err;

	*set = NULL;
	if (bytes == NULL)
		return JOSE_NO_KEY;
	if (sqlite3_value_type(value) == SQLITE_BLOB && length <= JWK_TEXT_MAX)
		err = jwk_set_from_blob(bytes, length, set);
	else
		err = jwk_set_from_text(bytes, length, set);
	return err == JOSE_OK ? jwk_set_verdict(*set) : err;
}

enum jose_error
sql_key_options_read(int argc, sqlite3_value **argv, const struct option_rule *rules, size_t count,
    struct sql_key_options *options, struct jose_detail *detail)
{
	struct sql_json_text json;
	enum jose_error err = sql_options(argc > 1 ? argv[1] : NULL, &json);

	memset(options, 0, sizeof *options);
	options->json = json;
	if (err == JOSE_OK)
		err = option_read(json.text, json.length, rules, count, options, detail);
	if (err == JOSE_OK && options->use.type != JSON_ABSENT &&
	    !json_string_is(&options->use, "sig", 3) && !json_string_is(&options->use, "enc", 3))
		err = option_error(detail, "use", "sig or enc", JOSE_OPTION_VALUE);
	return err;
}

enum jose_error
sql_key_labels(const struct sql_key_options *options, const struct jwa *alg,
    struct jwk_labels *labels, char **kid)
{
	size_t length;

	labels->alg = alg == NULL ? NULL : alg->name;
	labels->use = options->use.type != JSON_ABSENT && json_string_is(&options->use, "enc", 3)
			  ? "enc"
			  : "sig";
	labels->kid = *kid = NULL;
	if (options->kid.type == JSON_ABSENT)
		return JOSE_OK;
	labels->kid = *kid = json_unescape(&options->kid, &length);
	return *kid == NULL ? JOSE_NO_MEMORY : JOSE_OK;
}
