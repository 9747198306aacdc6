/*
 * Keys that come from elsewhere and go elsewhere: files (RFC 7468) and secrets (RFC 7518 section
 * 6.4).
 *
 *   jwk_from_pem(PEM [, OPTIONS]) -> JSON: the key of a file, or the JWKS of several; options
 *       alg, kid (default: its thumbprint), use.
 *   jwk_to_pem(JWK) -> TEXT: its public half as SubjectPublicKeyInfo.
 *   jwk_to_private_pem(JWK) -> TEXT: the whole key as PKCS#8.
 *   jwk_from_secret(BLOB, ALG) -> JSON: the secret as a key for one HMAC algorithm.
 *   secret_from_text(TEXT) -> BLOB: its bytes in UTF-8, also where the database is in UTF-16.
 *   text_from_utf8(BLOB) -> TEXT: the way back; bytes that are not UTF-8 raise.
 */
#include <stdio.h>
#include <stdlib.h>
#include <openssl/pem.h>

#include "jwk_generate.h"
#include "jwk_kty.h"
#include "jwk_oct.h"
#include "jwk_pem.h"
#include "pem.h"
#include "sql_key.h"
#include "sql_pem.h"

SQLITE_EXTENSION_INIT3

static const struct option_rule pem_rules[] = {
    {"alg", JSON_STRING, offsetof(struct sql_key_options, alg)},
    {"kid", JSON_STRING, offsetof(struct sql_key_options, kid)},
    {"use", JSON_STRING, offsetof(struct sql_key_options, use)},
};

/*
 * EC and OKP keys have one algorithm, and say so; an RSA key says what the caller says, unless its
 * file does (RFC 4055).
 */
static enum jose_error
algorithm_of(const cJSON *tree, const struct json_value *option, const struct jwa **alg)
{
	const struct jwk_kty *kty = jwk_kty_of_tree(tree);
	const char *crv = json_tree_string(tree, "crv"), *own = json_tree_string(tree, "alg");
	bool pss = json_tree_member(tree, JWK_PSS) != NULL;
	const struct jwa *named;

	*alg = jwk_kty_alg(kty, own, crv);
	if (option->type == JSON_ABSENT)
		return pss ? JOSE_ALG_NEEDED : JOSE_OK;
	named = jwa_named(option);
	if (named == NULL)
		return JOSE_ALG_UNSUPPORTED;
	named = jwa_for_key(named->name, kty->name, crv);
	if (named == NULL || (own != NULL && named != *alg) || (pss && named->scheme != JWA_PSS))
		return JOSE_ALG_KEY_MISMATCH;
	*alg = named;
	return JOSE_OK;
}

static enum jose_error
label(cJSON *tree, const struct sql_key_options *options, struct jose_detail *detail)
{
	char names[JWA_NAMES_MAX], takes[JWA_NAMES_MAX + 30];
	struct jwk_labels labels;
	const struct jwa *alg;
	char *kid = NULL;
	enum jose_error err = algorithm_of(tree, &options->alg, &alg);

	if (err == JOSE_ALG_NEEDED) {
		jwa_names(JWA_PSS, names);
		snprintf(takes, sizeof takes, "%s for an RSA-PSS key", names);
		option_error(detail, "alg", takes, err);
	}
	if (err == JOSE_OK)
		err = sql_key_labels(options, alg, &labels, &kid);
	if (err == JOSE_OK) {
		cJSON_DeleteItemFromObjectCaseSensitive(tree, "alg");
		cJSON_DeleteItemFromObjectCaseSensitive(tree, "kid");
		cJSON_DeleteItemFromObjectCaseSensitive(tree, JWK_PSS);
		err = jwk_label(tree, &labels);
	}
	free(kid);
	return err;
}

/* A file with several keys names each by its thumbprint. */
static enum jose_error
label_all(cJSON *tree, const struct sql_key_options *options, struct jose_detail *detail)
{
	enum jose_error err = JOSE_OK;
	cJSON *key;

	if (!jwk_is_set(tree))
		return label(tree, options, detail);
	if (options->kid.type != JSON_ABSENT)
		return option_error(detail, "kid", "a name for one key, and the file has several",
		    JOSE_OPTION_VALUE);
	cJSON_ArrayForEach (key, json_tree_member(tree, "keys"))
		if (err == JOSE_OK)
			err = label(key, options, detail);
	return err;
}

static enum jose_error
pem_error(const char *pem, size_t length, struct jose_detail *detail)
{
	if (!pem_is(pem, length))
		return JOSE_NOT_PEM;
	jose_explain(detail, "%s", jwk_pem_flaw(pem, length));
	return JOSE_PEM_UNREAD;
}

void
sql_jwk_from_pem(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct jose_detail detail = {""};
	struct sql_key_options options;
	size_t length;
	const char *pem = sql_bytes(argv[0], &length);
	cJSON *tree = NULL;
	enum jose_error err;

	if (pem == NULL)
		return;
	err = sql_key_options_read(
	    argc, argv, pem_rules, sizeof pem_rules / sizeof pem_rules[0], &options, &detail);
	if (err == JOSE_OK)
		err = jwk_from_pem(pem, length, &tree);
	if (err == JOSE_KEY_INVALID)
		err = pem_error(pem, length, &detail);
	if (err == JOSE_OK)
		err = label_all(tree, &options, &detail);
	sql_json_text_free(&options.json);
	if (err == JOSE_OK) {
		sql_json_tree(ctx, tree);
		return;
	}
	json_tree_free(tree);
	sql_raise(ctx, err, &detail);
}

static void
result_pem(sqlite3_context *ctx, sqlite3_value *value, bool private)
{
	BIO *pem = NULL;
	char *text;
	long length;
	cJSON *tree;
	enum jose_error err = JOSE_NO_MEMORY;

	if (!sql_tree(ctx, value, &tree))
		return;
	pem = BIO_new(BIO_s_mem());
	if (pem != NULL)
		err = jwk_to_pem(tree, private, pem);
	if (err == JOSE_OK) {
		length = BIO_get_mem_data(pem, &text);
		sqlite3_result_text64(
		    ctx, text, (sqlite3_uint64)length, SQLITE_TRANSIENT, SQLITE_UTF8);
	} else {
		sql_raise_key(ctx, err, tree);
	}
	json_tree_free(tree);
	BIO_free(pem);
}

void
sql_jwk_to_pem(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	result_pem(ctx, argv[0], false);
}

void
sql_jwk_to_private_pem(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	result_pem(ctx, argv[0], true);
}

void
sql_jwk_from_secret(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct jwk_labels labels = {NULL, "sig", NULL};
	size_t length, name_length;
	const char *secret = sql_bytes(argv[0], &length), *name = sql_bytes(argv[1], &name_length);
	char names[JWA_NAMES_MAX];
	struct jose_detail detail = {""};
	const struct jwa *alg;
	cJSON *tree = NULL;
	enum jose_error err = JOSE_ALG_UNSUPPORTED;

	(void)argc;
	if (secret == NULL || name == NULL)
		return;
	alg = jwa_find(name, name_length);
	if (alg != NULL)
		labels.alg = alg->name;
	if (sqlite3_value_type(argv[0]) != SQLITE_BLOB)
		err = JOSE_IS_TEXT; /* as everywhere, text is a key and bytes are a secret */
	else if (alg != NULL)
		err = jwk_from_secret(secret, length, alg, &labels, &tree);
	if (err == JOSE_KEY_WEAK)
		jose_explain(&detail, "%u bits, of %u at least", jwk_oct_bits(secret, length),
		    alg->min_bits);
	else if (err == JOSE_ALG_KEY_MISMATCH) {
		jwa_names(JWA_HMAC, names);
		jose_explain(&detail, "a secret is for %s", names);
	}
	if (err == JOSE_OK)
		sql_json_tree(ctx, tree);
	else
		sql_raise(ctx, err, &detail);
}

void
sql_secret_from_text(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	size_t length;
	const char *text = sql_bytes(argv[0], &length);

	(void)argc;
	if (text == NULL)
		return;
	if (sqlite3_value_type(argv[0]) == SQLITE_TEXT)
		sqlite3_result_blob64(ctx, text, length, SQLITE_TRANSIENT);
	else
		sql_raise(ctx, JOSE_IS_NO_TEXT, NULL);
}

void
sql_text_from_utf8(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	size_t length, at = 0, taken = 1;
	const char *bytes = sql_bytes(argv[0], &length);

	(void)argc;
	if (bytes == NULL)
		return;
	for (; taken > 0 && at < length; at += taken)
		taken = bytes[at] == '\0' ? 0 : json_utf8(bytes + at, length - at);
	if (taken > 0)
		sqlite3_result_text64(ctx, bytes, length, SQLITE_TRANSIENT, SQLITE_UTF8);
	else
		sql_raise(ctx, JOSE_IS_NOT_UTF8, NULL);
}
