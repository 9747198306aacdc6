/*
 * jwt_*: JSON Web Tokens in SQL, RFC 7519.
 *
 *   jwt_sign(CLAIMS, KEY [, OPTIONS]) -> TEXT: the token.  A bad call raises.
 *   jwt_verify(TOKEN, KEY [, OPTIONS]) -> JSON: the claims as they were signed, byte for byte; NULL
 *       for a bad token.
 *   jwt_error(TOKEN, KEY [, OPTIONS]) -> TEXT: why jwt_verify says NULL; NULL for a good token.
 *   jwt_header(TOKEN) -> JSON: what the token says about itself.  It is not verified.
 *   jwt_unverified(TOKEN) -> JSON: what the token claims.  It is not verified.
 *   jwt_hash(VALUE, ALG) -> TEXT: at_hash and c_hash, OpenID Connect Core section 3.1.3.6.
 */
#include <stdlib.h>
#include <string.h>

#include "jwa.h"
#include "jws_token.h"
#include "jwt_sign.h"
#include "sql_jwt.h"

SQLITE_EXTENSION_INIT3

void
sql_jwt_sign(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct sql_connection *connection = sql_connection(ctx);
	struct jose_detail detail = {""};
	struct jwt_sign_options options;
	const struct jwk_set *keys = NULL;
	struct sql_json_text claims, json = {NULL, 0, NULL};
	size_t token_length;
	char *token = NULL;
	enum jose_error err;

	if (sqlite3_value_type(argv[0]) == SQLITE_NULL)
		return;
	memset(&options, 0, sizeof options);
	err = sql_json_text_read(argv[0], &claims);
	if (err == JOSE_OK)
		err = sql_keys(connection, argv[1], &keys);
	if (err == JOSE_OK)
		err = sql_options(argc > 2 ? argv[2] : NULL, &json);
	if (err == JOSE_OK)
		err = jwt_sign_options_read(json.text, json.length, &options, &detail);
	if (err == JOSE_OK)
		err = jwt_sign(claims.text, claims.length, keys, &options, sql_now(connection),
		    &token, &token_length, &detail);
	if (err == JOSE_OK)
		sqlite3_result_text64(ctx, token, token_length, free, SQLITE_UTF8);
	else
		sql_raise(ctx, err, &detail);
	sql_json_text_free(&json);
	sql_json_text_free(&claims);
}

/* ---- the options of a verification, parsed once for a constant argument ---- */

enum jose_error
sql_verify_options_read(const char *text, size_t length, struct sql_verify_options **options,
    struct jose_detail *detail)
{
	struct sql_verify_options *made = calloc(1, sizeof *made + length + 1);
	enum jose_error err;

	if (made == NULL)
		return JOSE_NO_MEMORY;
	memcpy(made->text, text, length);
	err = jwt_options_read(made->text, length, &made->jwt, detail);
	if (err == JOSE_OK)
		*options = made;
	else
		free(made);
	return err;
}

/* NULL after it has raised. */
static const struct sql_verify_options *
verify_options(sqlite3_context *ctx, int argc, sqlite3_value **argv, int index)
{
	struct sql_verify_options *options = sqlite3_get_auxdata(ctx, index);
	struct jose_detail detail = {""};
	struct sql_json_text json;
	enum jose_error err;

	if (options != NULL)
		return options;
	err = sql_options(argc > index ? argv[index] : NULL, &json);
	if (err == JOSE_OK)
		err = sql_verify_options_read(json.text, json.length, &options, &detail);
	sql_json_text_free(&json);
	if (err != JOSE_OK) {
		sql_raise(ctx, err, &detail);
		return NULL;
	}
	sqlite3_set_auxdata(ctx, index, options, free);
	options = sqlite3_get_auxdata(ctx, index); /* without memory SQLite has freed it already */
	if (options == NULL)
		sqlite3_result_error_nomem(ctx);
	return options;
}

/* ---- verifying ---- */

enum jose_error
sql_validate(struct sql_connection *connection, sqlite3_value *token, sqlite3_value *key,
    const struct jwt_options *options, struct jwt *jwt, enum jose_error *verdict)
{
	enum jose_error err = sql_keys(connection, key, &jwt->jws.keys);

	jwt->options = options;
	jwt->now = options->now.type == JSON_ABSENT ? sql_now(connection) : options->now_time;
	jwt->jws.token = sql_bytes(token, &jwt->jws.length);
	if (err != JOSE_OK)
		return err;
	*verdict = jwt_verify(jwt);
	return jwt->jws.fault;
}

/* Fills *jwt, to be cleared by jwt_clear.  False after it has raised. */
static bool
validate(
    sqlite3_context *ctx, int argc, sqlite3_value **argv, struct jwt *jwt, enum jose_error *verdict)
{
	const struct sql_verify_options *options = verify_options(ctx, argc, argv, 2);
	enum jose_error err;

	memset(jwt, 0, sizeof *jwt);
	if (options == NULL)
		return false;
	err = sql_validate(sql_connection(ctx), argv[0], argv[1], &options->jwt, jwt, verdict);
	if (err != JOSE_OK)
		sql_raise(ctx, err, NULL);
	return err == JOSE_OK;
}

void
sql_jwt_verify(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	const struct jws_bytes *claims;
	enum jose_error verdict;
	struct jwt jwt;

	if (validate(ctx, argc, argv, &jwt, &verdict) && verdict == JOSE_OK) {
		claims = &jwt.jws.part[JWS_PAYLOAD];
		sql_json(ctx, (const char *)claims->bytes, claims->length);
	}
	jwt_clear(&jwt);
}

void
sql_jwt_error(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	enum jose_error verdict;
	struct jwt jwt;

	if (validate(ctx, argc, argv, &jwt, &verdict) && verdict != JOSE_OK)
		sqlite3_result_text(ctx, jose_code(verdict), -1, SQLITE_STATIC);
	jwt_clear(&jwt);
}

/* One part as JSON, or NULL when it is not JSON. */
static void
show_part(sqlite3_context *ctx, sqlite3_value *value, int part)
{
	size_t length, encoded[JWS_PARTS], at = 0, i, bytes_length;
	const char *token = sql_bytes(value, &length);
	struct json_table table;
	struct json_value root;
	unsigned char *bytes;

	if (token == NULL || length > JWS_LENGTH_MAX ||
	    jws_split(token, length, encoded) != JOSE_OK)
		return;
	for (i = 0; i < (size_t)part; i++)
		at += encoded[i] + 1;
	bytes_length = BASE64URL_BYTES(encoded[part]);
	bytes = malloc(bytes_length + 1);
	if (bytes == NULL) {
		sqlite3_result_error_nomem(ctx);
		return;
	}
	if (base64url_decode(bytes, token + at, encoded[part])) {
		if (json_scan((const char *)bytes, bytes_length, &root, &table) == JOSE_OK)
			sql_json(ctx, (const char *)bytes, bytes_length);
		json_table_free(&table);
	}
	free(bytes);
}

void
sql_jwt_header(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	show_part(ctx, argv[0], JWS_HEADER);
}

void
sql_jwt_unverified(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	show_part(ctx, argv[0], JWS_PAYLOAD);
}

void
sql_jwt_hash(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	unsigned char hash[JWA_HASH_MAX];
	char text[BASE64URL_LENGTH(JWA_HASH_MAX)];
	size_t length, name_length;
	const char *value = sql_bytes(argv[0], &length), *name = sql_bytes(argv[1], &name_length);
	const struct jwa *alg;
	enum jose_error err = JOSE_ALG_UNSUPPORTED;

	(void)argc;
	if (value == NULL || name == NULL)
		return;
	alg = jwa_find(name, name_length);
	if (alg != NULL)
		err = jwa_hash(alg, value, length, hash);
	if (err != JOSE_OK) {
		sql_raise(ctx, err, NULL);
		return;
	}
	base64url_encode(text, hash, alg->hash_bytes / 2);
	sqlite3_result_text(
	    ctx, text, (int)BASE64URL_LENGTH(alg->hash_bytes / 2), SQLITE_TRANSIENT);
}
