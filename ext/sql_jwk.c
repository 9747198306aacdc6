/*
 * jwk_*: JSON Web Keys in SQL, RFC 7517.
 *
 *   jwk_generate(ALG [, OPTIONS]) -> JSON: a new private key; options bits, kid (default: its
 *       thumbprint), use.
 *   jwk_public(JWK) -> JSON: what may be published of it.  A secret raises: it has no such half.
 *   jwk_thumbprint(JWK [, HASH]) -> TEXT: the key's name, RFC 7638; HASH is sha-256 (default),
 *       sha-384 or sha-512.
 *   jwk_thumbprint_uri(JWK) -> TEXT: the same as a URI, RFC 9278.
 *   jwk_error(KEY) -> TEXT: why it cannot be used; NULL for a good key.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "jwk_generate.h"
#include "jwk_public.h"
#include "sql_interrupt.h"
#include "sql_jwk.h"
#include "sql_key.h"

SQLITE_EXTENSION_INIT3

static const struct option_rule generate_rules[] = {
    {"bits", JSON_NUMBER, offsetof(struct sql_key_options, bits)},
    {"kid", JSON_STRING, offsetof(struct sql_key_options, kid)},
    {"use", JSON_STRING, offsetof(struct sql_key_options, use)},
};

static void
bits_error(struct jose_detail *detail, const struct jwa *alg)
{
	char takes[80];

	if (alg->crv != NULL)
		snprintf(takes, sizeof takes, "%u, as its curve has", alg->min_bits);
	else
		snprintf(takes, sizeof takes, "a multiple of 8 from %u to %d", alg->min_bits,
		    JWK_RSA_BITS_MAX);
	option_error(detail, "bits", takes, JOSE_OPTION_VALUE);
}

void
sql_jwk_generate(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct jose_detail detail = {""};
	struct sql_key_options options;
	struct jwk_labels labels;
	struct sql_interrupt interrupt = {sqlite3_context_db_handle(ctx), NULL};
	struct jwk_stop stop = {sql_interrupted, &interrupt, false};
	size_t length;
	const char *name = sql_bytes(argv[0], &length);
	const struct jwa *alg = name == NULL ? NULL : jwa_find(name, length);
	int64_t bits = 0;
	cJSON *tree = NULL;
	char *kid = NULL;
	enum jose_error err;

	if (name == NULL)
		return;
	err = sql_key_options_read(argc, argv, generate_rules,
	    sizeof generate_rules / sizeof generate_rules[0], &options, &detail);
	if (err == JOSE_OK && alg == NULL)
		err = JOSE_ALG_UNSUPPORTED;
	if (err == JOSE_OK && options.bits.type != JSON_ABSENT &&
	    !option_integer(&options.bits, 1, JWK_RSA_BITS_MAX, &bits))
		err = JOSE_OPTION_VALUE;
	if (err == JOSE_OK)
		err = sql_key_labels(&options, alg, &labels, &kid);
	if (err == JOSE_OK)
		err = jwk_generate(alg, (unsigned)bits, &labels, &stop, &tree);
	if (err == JOSE_OPTION_VALUE && detail.text[0] == '\0')
		bits_error(&detail, alg);
	free(kid);
	sql_interrupt_clear(&interrupt);
	sql_json_text_free(&options.json);
	if (err == JOSE_OK)
		sql_json_tree(ctx, tree);
	else
		sql_raise(ctx, err, &detail);
}

void
sql_jwk_public(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	cJSON *tree, *public = NULL;
	enum jose_error err;

	(void)argc;
	if (!sql_tree(ctx, argv[0], &tree))
		return;
	err = jwk_public(tree, &public);
	if (err == JOSE_OK)
		sql_json_tree(ctx, public);
	else
		sql_raise_key(ctx, err, tree);
	json_tree_free(tree);
}

/* RFC 9278 section 4 names hashes as IANA does; OpenSSL leaves the hyphen out. */
static const char *
hash_of(int argc, sqlite3_value **argv)
{
	static const char *const names[][2] = {
	    {"sha-256", "SHA256"}, {"sha-384", "SHA384"}, {"sha-512", "SHA512"}};
	const char *name = argc < 2 ? names[0][0] : sql_word(argv[1]);
	size_t i;

	for (i = 0; name != NULL && i < sizeof names / sizeof names[0]; i++)
		if (strcasecmp(name, names[i][0]) == 0)
			return names[i][1];
	return NULL;
}

/* False after it has raised, or for NULL. */
static bool
thumbprint_of(sqlite3_context *ctx, sqlite3_value *value, const char *hash,
    char thumbprint[JWK_THUMBPRINT_MAX + 1])
{
	cJSON *tree;
	enum jose_error err;

	if (!sql_tree(ctx, value, &tree))
		return false;
	err = jwk_thumbprint(tree, hash, thumbprint);
	if (err != JOSE_OK)
		sql_raise_key(ctx, err, tree);
	json_tree_free(tree);
	return err == JOSE_OK;
}

void
sql_jwk_thumbprint(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	char thumbprint[JWK_THUMBPRINT_MAX + 1];
	const char *hash = hash_of(argc, argv);

	if (sqlite3_value_type(argv[0]) == SQLITE_NULL ||
	    (argc > 1 && sqlite3_value_type(argv[1]) == SQLITE_NULL))
		return;
	if (hash == NULL)
		sqlite3_result_error(ctx, "the hash is not sha-256, sha-384 or sha-512", -1);
	else if (thumbprint_of(ctx, argv[0], hash, thumbprint))
		sqlite3_result_text(ctx, thumbprint, -1, SQLITE_TRANSIENT);
}

void
sql_jwk_thumbprint_uri(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	static const char prefix[] =
	    "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"; /* RFC 9278 section 3 */
	char uri[sizeof prefix + JWK_THUMBPRINT_MAX];

	(void)argc;
	memcpy(uri, prefix, sizeof prefix);
	if (thumbprint_of(ctx, argv[0], "SHA256", uri + sizeof prefix - 1))
		sqlite3_result_text(ctx, uri, -1, SQLITE_TRANSIENT);
}

/* NULL would mean a good key, so a missing key has a code. */
void
sql_jwk_error(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct jwk_set *set;
	enum jose_error err = sql_verdict(argv[0], &set);

	(void)argc;
	if (err == JOSE_NO_MEMORY)
		sql_raise(ctx, err, NULL);
	else if (err != JOSE_OK)
		sqlite3_result_text(ctx, jose_code(err), -1, SQLITE_STATIC);
	jwk_set_free(set);
}
