/*
 * What the SQL functions that take or make a key share.
 */
#include <string.h>

#include "sql_key.h"

SQLITE_EXTENSION_INIT3

enum jose_error
sql_tree_read(sqlite3_value *value, cJSON **tree)
{
	size_t length;
	const char *text = sql_bytes(value, &length);
	enum jose_error err;

	*tree = NULL;
	if (sqlite3_value_type(value) == SQLITE_BLOB)
		return JOSE_IS_BLOB;
	if (length > JWK_TEXT_MAX)
		return JOSE_KEY_INVALID;
	err = json_tree(text, length, tree);
	if (err == JOSE_OK || err == JOSE_NO_MEMORY)
		return err;
	return jwk_is_pem(text, length) ? JOSE_IS_PEM : JOSE_KEY_INVALID;
}

bool
sql_tree(sqlite3_context *ctx, sqlite3_value *value, cJSON **tree)
{
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
	sql_raise(ctx, err, NULL);
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
		err = jwk_set_from_secret(bytes, length, set);
	else
		err = jwk_set_from_text(bytes, length, set);
	return err == JOSE_OK ? jwk_verdict(*set) : err;
}

enum jose_error
sql_key_options_read(int argc, sqlite3_value **argv, const struct option_rule *rules, size_t count,
    struct sql_key_options *options, struct option_culprit *culprit)
{
	size_t length;
	const char *text;
	enum jose_error err = sql_options(argc > 1 ? argv[1] : NULL, &text, &length);

	memset(options, 0, sizeof *options);
	if (err == JOSE_OK)
		err = option_read(text, length, rules, count, options, culprit);
	if (err == JOSE_OK && options->use.type != JSON_ABSENT &&
	    !json_string_is(&options->use, "sig", 3) && !json_string_is(&options->use, "enc", 3))
		err = option_blame(culprit, "use", "sig or enc", JOSE_OPTION_VALUE);
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
