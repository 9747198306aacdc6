/*
 * jwk_*: JSON Web Keys in SQL, RFC 7517.
 *
 *   jwk_generate(ALG [, OPTIONS])   -> JSON: a new private key; options bits, kid (default: its
 * thumbprint), use. jwk_public(JWK)                 -> JSON: what may be published of it.  A secret
 * raises, for it has no such half. jwk_thumbprint(JWK [, HASH])    -> TEXT: the key's name, RFC
 * 7638; HASH is sha-256 (default), sha-384 or sha-512. jwk_from_pem(PEM [, OPTIONS])   -> JSON: the
 * key of a file; options alg, kid (default: its thumbprint), use. jwk_to_pem(JWK) -> TEXT: its
 * public half as a file. jwk_error(JWK)                  -> TEXT: why it cannot be used; NULL for a
 * good key. jwks_group(JWK)                 -> JSON: the public halves of all rows, as a JWKS; a
 * secret raises.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <openssl/pem.h>

#include "sql.h"

SQLITE_EXTENSION_INIT3

struct key_options {
	struct json_value alg;
	struct json_value bits;
	struct json_value kid;
	struct json_value use;
};

static const struct option_rule generate_rules[] = {
    {"bits", JSON_NUMBER, offsetof(struct key_options, bits)},
    {"kid", JSON_STRING, offsetof(struct key_options, kid)},
    {"use", JSON_STRING, offsetof(struct key_options, use)},
};

static const struct option_rule pem_rules[] = {
    {"alg", JSON_STRING, offsetof(struct key_options, alg)},
    {"kid", JSON_STRING, offsetof(struct key_options, kid)},
    {"use", JSON_STRING, offsetof(struct key_options, use)},
};

/* The argument as a tree; false after it has raised, or for NULL. */
static bool
tree_of(sqlite3_context *ctx, sqlite3_value *value, cJSON **tree)
{
	size_t length;
	const char *text = sql_bytes(value, &length);
	enum jose_error err;

	*tree = NULL;
	if (text == NULL)
		return false;
	err = length > JWK_TEXT_MAX ? JOSE_KEY_INVALID : json_tree(text, length, tree);
	if (err == JOSE_OK)
		return true;
	sql_raise(ctx, err == JOSE_NO_MEMORY ? err : JOSE_KEY_INVALID, NULL);
	return false;
}

static enum jose_error
read_key_options(int argc, sqlite3_value **argv, const struct option_rule *rules, size_t count,
    struct key_options *options, struct option_culprit *culprit)
{
	size_t length;
	const char *text;
	enum jose_error err;

	memset(options, 0, sizeof *options);
	if (argc < 2)
		return JOSE_OK;
	text = sql_bytes(argv[1], &length);
	err = text == NULL ? JOSE_OPTIONS_NOT_OBJECT
			   : option_read(text, length, rules, count, options, culprit);
	if (err == JOSE_OK && options->use.type != JSON_ABSENT &&
	    !json_string_is(&options->use, "sig", 3) && !json_string_is(&options->use, "enc", 3))
		err = option_blame(culprit, "use", JOSE_OPTION_VALUE);
	return err;
}

/* use and alg are NULL when the key shall not say. */
static enum jose_error
read_labels(
    const struct key_options *options, const struct jwa *alg, struct jwk_labels *labels, char **kid)
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

void
sql_jwk_generate(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct option_culprit culprit = {""};
	struct key_options options;
	struct jwk_labels labels;
	size_t length;
	const char *name = sql_bytes(argv[0], &length);
	const struct jwa *alg = name == NULL ? NULL : jwa_find(name, length);
	int64_t bits = 0;
	cJSON *tree = NULL;
	char *kid = NULL;
	enum jose_error err;

	if (name == NULL)
		return;
	err = read_key_options(argc, argv, generate_rules,
	    sizeof generate_rules / sizeof generate_rules[0], &options, &culprit);
	if (err == JOSE_OK && alg == NULL)
		err = JOSE_ALG_UNSUPPORTED;
	if (err == JOSE_OK && options.bits.type != JSON_ABSENT &&
	    !option_integer(&options.bits, 1, JWK_RSA_BITS_MAX, &bits))
		err = option_blame(&culprit, "bits", JOSE_OPTION_VALUE);
	if (err == JOSE_OK)
		err = read_labels(&options, alg, &labels, &kid);
	if (err == JOSE_OK)
		err = jwk_generate(alg, (unsigned)bits, &labels, &tree);
	if (err == JOSE_OPTION_VALUE && culprit.name[0] == '\0')
		option_blame(&culprit, "bits", err);
	free(kid);
	if (err == JOSE_OK)
		sql_json_tree(ctx, tree);
	else
		sql_raise(ctx, err, &culprit);
}

void
sql_jwk_public(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	cJSON *tree, *public = NULL;
	enum jose_error err;

	(void)argc;
	if (!tree_of(ctx, argv[0], &tree))
		return;
	err = jwk_public(tree, &public);
	json_tree_free(tree);
	if (err == JOSE_OK)
		sql_json_tree(ctx, public);
	else
		sql_raise(ctx, err, NULL);
}

/* RFC 9278 section 3 names hashes as IANA does; OpenSSL leaves the hyphen out. */
static const char *
hash_of(int argc, sqlite3_value **argv)
{
	static const char *const names[][2] = {
	    {"sha-256", "SHA256"}, {"sha-384", "SHA384"}, {"sha-512", "SHA512"}};
	const char *name = argc < 2 ? names[0][0] : (const char *)sqlite3_value_text(argv[1]);
	size_t i;

	for (i = 0; name != NULL && i < sizeof names / sizeof names[0]; i++)
		if (strcasecmp(name, names[i][0]) == 0)
			return names[i][1];
	return NULL;
}

void
sql_jwk_thumbprint(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	char thumbprint[JWK_THUMBPRINT_MAX + 1];
	const char *hash = hash_of(argc, argv);
	cJSON *tree;
	enum jose_error err;

	if (argc > 1 && sqlite3_value_type(argv[1]) == SQLITE_NULL)
		return;
	if (hash == NULL) {
		sqlite3_result_error(ctx, "the hash is none of sha-256, sha-384, sha-512", -1);
		return;
	}
	if (!tree_of(ctx, argv[0], &tree))
		return;
	err = jwk_thumbprint(tree, hash, thumbprint);
	json_tree_free(tree);
	if (err == JOSE_OK)
		sqlite3_result_text(ctx, thumbprint, -1, SQLITE_TRANSIENT);
	else
		sql_raise(ctx, err, NULL);
}

/* EC and OKP keys have one algorithm, and say so; an RSA key says what the caller says. */
static enum jose_error
algorithm_of(const cJSON *tree, const struct json_value *option, const struct jwa **alg)
{
	const char *kty = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "kty"));
	const char *crv = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "crv"));
	const struct jwa *named;

	*alg = crv == NULL ? NULL : jwa_for_key(NULL, kty, crv);
	if (option->type == JSON_ABSENT)
		return JOSE_OK;
	named = jwa_find(option->text + 1, option->length - 2);
	*alg = named == NULL ? NULL : jwa_for_key(named->name, kty, crv);
	return *alg == NULL ? JOSE_ALG_KEY_MISMATCH : JOSE_OK;
}

void
sql_jwk_from_pem(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct option_culprit culprit = {""};
	struct key_options options;
	struct jwk_labels labels;
	size_t length;
	const char *pem = sql_bytes(argv[0], &length);
	const struct jwa *alg;
	cJSON *tree = NULL;
	char *kid = NULL;
	enum jose_error err;

	if (pem == NULL)
		return;
	err = read_key_options(
	    argc, argv, pem_rules, sizeof pem_rules / sizeof pem_rules[0], &options, &culprit);
	if (err == JOSE_OK)
		err = jwk_from_pem(pem, length, &tree);
	if (err == JOSE_OK)
		err = algorithm_of(tree, &options.alg, &alg);
	if (err == JOSE_OK)
		err = read_labels(&options, alg, &labels, &kid);
	if (err == JOSE_OK)
		err = jwk_label(tree, &labels);
	free(kid);
	if (err == JOSE_OK) {
		sql_json_tree(ctx, tree);
		return;
	}
	json_tree_free(tree);
	sql_raise(ctx, err, &culprit);
}

void
sql_jwk_to_pem(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	BIO *pem = NULL;
	char *text;
	long length;
	cJSON *tree;
	enum jose_error err = JOSE_NO_MEMORY;

	(void)argc;
	if (!tree_of(ctx, argv[0], &tree))
		return;
	pem = BIO_new(BIO_s_mem());
	if (pem != NULL)
		err = jwk_to_pem(tree, false, pem);
	json_tree_free(tree);
	if (err == JOSE_OK) {
		length = BIO_get_mem_data(pem, &text);
		sqlite3_result_text64(
		    ctx, text, (sqlite3_uint64)length, SQLITE_TRANSIENT, SQLITE_UTF8);
	} else {
		sql_raise(ctx, err, NULL);
	}
	BIO_free(pem);
}

/* NULL would say that all is well, so no key is an error with a code. */
void
sql_jwk_error(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	size_t length;
	const char *text = sql_bytes(argv[0], &length);
	struct jwk_set *set = NULL;
	enum jose_error err = JOSE_NO_KEY;

	(void)argc;
	if (text != NULL)
		err = jwk_set_from_text(text, length, &set);
	if (err == JOSE_NO_MEMORY) {
		sql_raise(ctx, err, NULL);
		return;
	}
	if (set != NULL && set->error == JOSE_OK)
		err = set->is_set ? JOSE_KEY_INVALID : set->keys[0].error;
	else if (set != NULL)
		err = set->error;
	if (err != JOSE_OK)
		sqlite3_result_text(ctx, jose_code(err), -1, SQLITE_STATIC);
	jwk_set_free(set);
}

/* SQLite zeroes it before the first row. */
struct group {
	cJSON *jwks;
	cJSON *keys; /* borrowed from jwks */
	enum jose_error error;
};

static enum jose_error
group_add(struct group *group, const cJSON *tree)
{
	cJSON *public = NULL;
	enum jose_error err;

	if (group->jwks == NULL) {
		group->jwks = cJSON_CreateObject();
		group->keys = cJSON_AddArrayToObject(group->jwks, "keys");
		if (group->keys == NULL)
			return JOSE_NO_MEMORY;
	}
	if (tree == NULL)
		return JOSE_OK;
	err = jwk_public(tree, &public);
	if (err == JOSE_OK)
		cJSON_AddItemToArray(group->keys, public);
	return err;
}

/* A row that is NULL is no key; no row at all gives {"keys":[]}. */
void
sql_jwks_group_step(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct group *group = sqlite3_aggregate_context(ctx, sizeof *group);
	cJSON *tree;

	(void)argc;
	if (group == NULL || group->error != JOSE_OK || !tree_of(ctx, argv[0], &tree))
		return;
	group->error = group_add(group, tree);
	json_tree_free(tree);
	if (group->error != JOSE_OK)
		sql_raise(ctx, group->error, NULL);
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
		group->error = group_add(group, NULL);
	if (group->error == JOSE_OK) {
		sql_json_tree(ctx, group->jwks);
		return;
	}
	sql_raise(ctx, group->error, NULL);
	json_tree_free(group->jwks);
}
