/*
 * Tables for a closer look.
 *
 *   jwt_parts(TOKEN) -> one row for each part: part, name, encoded, decoded (JSON, or hexadecimal
 *       digits).  It is not verified.
 *   jwt_algs() -> one row for each algorithm: alg, kty, crv, hash, min_bits, signature_bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "base64url.h"
#include "json.h"
#include "jwa.h"
#include "jws_options.h"
#include "jws_walk.h"
#include "sql_inspect.h"
#include "sql_value.h"

SQLITE_EXTENSION_INIT3

#define JWE_PARTS 5

/* ---- jwt_parts ---- */

static size_t
count_parts(const char *token, size_t length)
{
	size_t i, parts = 1;

	for (i = 0; i < length; i++)
		parts += token[i] == '.';
	return parts;
}

static void
add_hex(struct sql_rows *rows, const unsigned char *bytes, size_t length)
{
	char *text = malloc(2 * length + 1);

	if (text == NULL) {
		rows->no_memory = true;
		return;
	}
	sql_hex(text, bytes, length);
	sql_add_bytes(rows, SQL_TEXT, text, 2 * length);
	free(text);
}

static void
add_decoded(struct sql_rows *rows, const char *encoded, size_t length)
{
	unsigned char *bytes = malloc(BASE64URL_BYTES(length) + 1);
	struct json_table table;
	struct json_value root;

	if (bytes == NULL) {
		rows->no_memory = true;
		return;
	}
	if (!base64url_decode(bytes, encoded, length)) {
		sql_add_null(rows);
	} else {
		if (json_scan((const char *)bytes, BASE64URL_BYTES(length), &root, &table) ==
		    JOSE_OK)
			sql_add_bytes(rows, SQL_JSON, (const char *)bytes, BASE64URL_BYTES(length));
		else
			add_hex(rows, bytes, BASE64URL_BYTES(length));
		json_table_free(&table);
	}
	free(bytes);
}

/* RFC 7515 section 7.1, RFC 7516 section 7.1; what is neither has no parts. */
static enum jose_error
fill_parts(struct sql_rows *rows, struct sql_call *call)
{
	static const char *const jws[] = {"header", "payload", "signature"};
	static const char *const jwe[] = {"header", "encrypted_key", "iv", "ciphertext", "tag"};
	size_t length, parts, i, end;
	const char *token = sql_bytes(call->argument[0], &length), *dot;

	if (token == NULL || length > JWS_LENGTH_MAX)
		return JOSE_OK;
	parts = count_parts(token, length);
	if (parts != JWS_PARTS && parts != JWE_PARTS)
		return JOSE_OK;
	for (i = 0; i < parts; i++) {
		dot = memchr(token, '.', length);
		end = dot == NULL ? length : (size_t)(dot - token);
		sql_add_integer(rows, (int64_t)i + 1);
		sql_add_text(rows, parts == JWS_PARTS ? jws[i] : jwe[i]);
		sql_add_bytes(rows, SQL_TEXT, token, end);
		add_decoded(rows, token, end);
		token += end + (dot != NULL);
		length -= end + (dot != NULL);
	}
	return JOSE_OK;
}

const struct sql_table sql_jwt_parts = {
    .name = "jwt_parts",
    .schema = "CREATE TABLE x(part, name, encoded, decoded, argument_token HIDDEN)",
    .columns = 4,
    .arguments = 1,
    .fill = fill_parts,
};

/* ---- jwt_algs ---- */

static enum jose_error
fill_algs(struct sql_rows *rows, struct sql_call *call)
{
	const struct jwa *row;
	size_t i;

	(void)call;
	for (i = 0; (row = jwa_row(i)) != NULL; i++) {
		sql_add_text(rows, row->name);
		sql_add_text(rows, row->kty);
		sql_add_text(rows, row->crv);
		sql_add_text(rows, row->hash);
		sql_add_integer(rows, row->min_bits);
		if (row->signature_bytes > 0)
			sql_add_integer(rows, row->signature_bytes);
		else
			sql_add_null(rows); /* as many as the modulus has */
	}
	return JOSE_OK;
}

const struct sql_table sql_jwt_algs = {
    .name = "jwt_algs",
    .schema = "CREATE TABLE x(alg, kty, crv, hash, min_bits, signature_bytes)",
    .columns = 6,
    .fill = fill_algs,
};
