/*
 * For those who look closer.
 *
 *   jwt_parts(TOKEN) -> one row for each part: part, name, encoded, decoded (JSON, or hexadecimal
 *       digits).  Nobody has verified it.
 *   jwt_algs() -> one row for each algorithm: alg, kty, crv, hash, min_bits, signature_bytes.
 *   jwk_check(JWK) -> one row for each thing that jwk_error looks at, with the columns that
 *       jwt_check has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sql_check.h"
#include "sql_key.h"

#define PARTS_MAX 5

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
	size_t i;

	if (text == NULL) {
		rows->no_memory = true;
		return;
	}
	for (i = 0; i < length; i++)
		snprintf(text + 2 * i, 3, "%02x", (unsigned)bytes[i]);
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
	if (parts != JWS_PARTS && parts != PARTS_MAX)
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
    .innocuous = true,
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
    .innocuous = true,
    .fill = fill_algs,
};

/* ---- jwk_check ---- */

static void
describe(const struct jwk *key, enum jose_error code, char actual[64])
{
	bool signs;

	actual[0] = '\0';
	if (key == NULL || key->kty == NULL)
		return;
	signs = key->may_sign && key->private;
	if (code == JOSE_KEY_INVALID)
		snprintf(actual, 64, "%s%s%s%s", key->kty, key->crv == NULL ? "" : " ",
		    key->crv == NULL ? "" : key->crv, key->private ? ", private" : "");
	else if (code == JOSE_KEY_WEAK)
		snprintf(actual, 64, "%u bits", key->bits);
	else if (code == JOSE_KEY_USE)
		snprintf(actual, 64, "%s%s%s", signs ? "sign" : "",
		    signs && key->may_verify ? ", " : "", key->may_verify ? "verify" : "");
	else if (code == JOSE_ALG_KEY_MISMATCH && key->alg != NULL)
		snprintf(actual, 64, "%s", key->alg->name);
}

/* A key can be weak with bits enough: by its exponent, or by how its primes were made. */
static void
describe_least(const struct jwk *key, char expected[64])
{
	unsigned least = jwk_min_bits(key, NULL);

	if (key->bits < least)
		snprintf(expected, 64, "at least %u bits", least);
}

static void
add_reason(struct sql_rows *rows, enum jose_error reason, const char *flaw)
{
	char text[256];

	snprintf(text, sizeof text, "%s%s%s", jose_sentence(reason), flaw == NULL ? "" : ": ",
	    flaw == NULL ? "" : flaw);
	sql_add_text(rows, text);
}

/* The order of these codes is that of the checks, so all before the verdict passed and none after
 * it was made. */
static enum jose_error
fill_key(struct sql_rows *rows, struct sql_call *call)
{
	static const enum jose_error codes[] = {
	    JOSE_NO_KEY, JOSE_KEY_INVALID, JOSE_KEY_WEAK, JOSE_KEY_USE, JOSE_ALG_KEY_MISMATCH};
	struct jwk_set *set;
	enum jose_error verdict = sql_verdict(call->argument[0], &set);
	enum jose_error reason = set != NULL && set->is_set ? JOSE_IS_JWKS : verdict;
	const struct jwk *key = set != NULL && set->count == 1 ? set->keys : NULL;
	char expected[64] = "", actual[64];
	size_t i;

	for (i = 0; i < sizeof codes / sizeof codes[0] && verdict != JOSE_NO_MEMORY; i++) {
		sql_add_integer(rows, (int64_t)i + 1);
		sql_add_text(rows, jose_code(codes[i]));
		sql_add_text(rows, "key");
		sql_add_text(rows, verdict == codes[i]                        ? "fail"
				   : verdict != JOSE_OK && verdict < codes[i] ? "skip"
									      : "pass");
		if (verdict == JOSE_KEY_WEAK && codes[i] == JOSE_KEY_WEAK)
			describe_least(set->keys, expected);
		sql_add_text(rows, expected[0] == '\0' ? NULL : expected);
		expected[0] = '\0';
		describe(key, codes[i], actual);
		sql_add_text(rows, actual[0] == '\0' ? NULL : actual);
		if (verdict == codes[i])
			add_reason(rows, reason, jwk_flaw(set, key));
		else
			sql_add_null(rows);
		sql_add_text(rows, jose_section(codes[i]));
	}
	jwk_set_free(set);
	return verdict == JOSE_NO_MEMORY ? JOSE_NO_MEMORY : JOSE_OK;
}

const struct sql_table sql_jwk_check = {
    .name = "jwk_check",
    .schema = "CREATE TABLE x(" SQL_CHECK_COLUMNS ", argument_jwk HIDDEN)",
    .columns = SQL_CHECK_COUNT,
    .arguments = 1,
    .innocuous = true,
    .fill = fill_key,
};
