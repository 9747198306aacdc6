/*
 * What the SQL functions that take or make a key share.
 */
#ifndef SQL_KEY_H
#define SQL_KEY_H

#include "jwk_set.h"
#include "jwk_thumbprint.h"
#include "option.h"
#include "sql_value.h"

#define SQL_NO_JSON "this is not JSON, or has a name twice, or is over 1 MiB"

/*
 * A JWK or a JWKS, TEXT or JSONB, as a tree, to be freed by json_tree_free.  Another BLOB is a
 * secret and never a JWK, whatever its bytes.
 */
enum jose_error sql_tree_read(sqlite3_value *value, cJSON **tree);
/* An argument that is one JWK; false after it has raised, or for NULL. */
bool sql_tree(sqlite3_context *ctx, sqlite3_value *value, cJSON **tree);
/* Raises, and says of a key that is refused what is wrong with it. */
void sql_raise_key(sqlite3_context *ctx, enum jose_error err, const cJSON *tree);
/*
 * Whether the argument is one key that can be used: TEXT is a JWK or PEM, JSONB a JWK, another BLOB
 * a secret.  The set is for a closer look, may be NULL, and is freed by the caller.
 */
enum jose_error sql_verdict(sqlite3_value *value, struct jwk_set **set);

struct sql_key_options {
	struct json_value alg;
	struct json_value bits;
	struct json_value kid;
	struct json_value use;
	struct sql_json_text json; /* what these point into */
};

/* From the second argument, which may be missing.  sql_json_text_free(json) is due in each case. */
enum jose_error sql_key_options_read(int argc, sqlite3_value **argv,
    const struct option_rule *rules, size_t count, struct sql_key_options *options,
    struct jose_detail *detail);
/* alg is NULL for a key without one.  The caller frees *kid, into which the labels point. */
enum jose_error sql_key_labels(const struct sql_key_options *options, const struct jwa *alg,
    struct jwk_labels *labels, char **kid);

#endif
