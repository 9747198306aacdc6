/*
 * For those who look closer.
 *
 *   jwt_parts(TOKEN) -> one row for each part: part, name, encoded, decoded (JSON, or hexadecimal
 *       digits).  Nobody has verified it.
 *   jwt_algs() -> one row for each algorithm: alg, kty, crv, hash, min_bits, signature_bytes.
 *   jwk_check(JWK) -> one row for each thing that jwk_error looks at, and for each member that
 * tells of a certificate, with the columns that jwt_check has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jwa.h"
#include "jwk_certificate.h"
#include "jwk_thumbprint.h"
#include "sql_check.h"
#include "sql_key.h"

SQLITE_EXTENSION_INIT3

#define JWE_PARTS 5
#define WHY_MAX 256 /* the sentence of a code and a flaw */
#define NOTE_MAX 64 /* bytes of what a check expects, and of what it sees */

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

/* ---- jwk_check ---- */

static void
describe(const struct jwk *key, enum jose_error code, char actual[NOTE_MAX])
{
	bool signs = key->may_sign && key->private;

	switch (code) {
	case JOSE_KEY_INVALID:
		snprintf(actual, NOTE_MAX, "%s%s%s%s", key->kty->name, key->crv == NULL ? "" : " ",
		    key->crv == NULL ? "" : key->crv, key->private ? ", private" : "");
		break;
	case JOSE_KEY_WEAK:
		if (key->flaw == NULL)
			snprintf(actual, NOTE_MAX, "%u bits", key->bits);
		break;
	case JOSE_KEY_USE:
		snprintf(actual, NOTE_MAX, "%s%s%s", signs ? "sign" : "",
		    signs && key->may_verify ? ", " : "", key->may_verify ? "verify" : "");
		break;
	case JOSE_ALG_KEY_MISMATCH:
		snprintf(actual, NOTE_MAX, "%s", key->alg == NULL ? "" : key->alg->name);
		break;
	default:
		break;
	}
}

/* The order of the codes is that of the checks, so all before the verdict passed and none after it
 * was made. */
static const char *
status_of(enum jose_error code, enum jose_error verdict)
{
	if (code == verdict)
		return "fail";
	return verdict != JOSE_OK && verdict < code ? "skip" : "pass";
}

/* From name to spec.  The key is NULL, or has no kty, when nothing of it could be read. */
static void
add_check(struct sql_rows *rows, const struct jwk *key, enum jose_error code,
    enum jose_error verdict, const char *why)
{
	char expected[NOTE_MAX] = "", actual[NOTE_MAX] = "";

	if (key != NULL && key->kty != NULL) {
		describe(key, code, actual);
		/* One that is weak by more than its bits has a flaw that says by what. */
		if (code == JOSE_KEY_WEAK && verdict == code && key->flaw == NULL)
			snprintf(expected, NOTE_MAX, "at least %u bits", jwk_min_bits(key, NULL));
	}
	sql_add_text(rows, jose_code(code));
	sql_add_text(rows, "key");
	sql_add_text(rows, status_of(code, verdict));
	sql_add_text(rows, expected[0] == '\0' ? NULL : expected);
	sql_add_text(rows, actual[0] == '\0' ? NULL : actual);
	sql_add_text(rows, code == verdict ? why : NULL);
	sql_add_text(rows, jose_section(code));
}

/* What a certificate says is no check of the key: nothing is asked of it. */
static void
add_certificate(struct sql_rows *rows, const struct jwk_certificate *report)
{
	bool fits = report->compared && report->flaw == NULL;

	sql_add_text(rows, report->member);
	sql_add_text(rows, "key");
	sql_add_text(rows, fits ? "pass" : report->compared ? "info" : "skip");
	sql_add_text(rows, report->expected[0] == '\0' ? NULL : report->expected);
	sql_add_text(rows, report->actual[0] == '\0' ? NULL : report->actual);
	sql_add_text(rows, report->flaw);
	sql_add_text(rows, report->section);
}

/* A row for each of x5c, x5t and x5t#S256 that a JWK has. */
static enum jose_error
add_certificates(struct sql_rows *rows, sqlite3_value *value, int64_t step)
{
	struct jwk_certificate report;
	cJSON *tree;
	size_t i;
	enum jose_error err;

	if (value == NULL || sqlite3_value_type(value) == SQLITE_NULL)
		return JOSE_OK;
	err = sql_tree_read(value, &tree);
	if (err != JOSE_OK)
		return err == JOSE_NO_MEMORY ? err : JOSE_OK;
	for (i = 0; jwk_certificate_check(tree, i, &report); i++)
		if (report.present && jwk_complete(tree) == JOSE_OK) {
			sql_add_integer(rows, ++step);
			add_certificate(rows, &report);
		}
	json_tree_free(tree);
	return JOSE_OK;
}

static enum jose_error
fill_key(struct sql_rows *rows, struct sql_call *call)
{
	static const enum jose_error codes[] = {
	    JOSE_NO_KEY, JOSE_KEY_INVALID, JOSE_KEY_WEAK, JOSE_KEY_USE, JOSE_ALG_KEY_MISMATCH};
	struct jwk_set *set;
	enum jose_error verdict = sql_verdict(call->argument[0], &set);
	enum jose_error reason = set != NULL && set->is_set ? JOSE_IS_JWKS : verdict;
	const struct jwk *key = set != NULL && set->count == 1 ? set->keys : NULL;
	const char *flaw = jwk_flaw(set, key);
	char why[WHY_MAX];
	size_t i;

	snprintf(why, sizeof why, "%s%s%s", jose_sentence(reason), flaw == NULL ? "" : ": ",
	    flaw == NULL ? "" : flaw);
	for (i = 0; i < sizeof codes / sizeof codes[0] && verdict != JOSE_NO_MEMORY; i++) {
		sql_add_integer(rows, (int64_t)i + 1);
		add_check(rows, key, codes[i], verdict, why);
	}
	jwk_set_free(set);
	if (verdict == JOSE_NO_MEMORY)
		return JOSE_NO_MEMORY;
	return add_certificates(rows, call->argument[0], (int64_t)i);
}

const struct sql_table sql_jwk_check = {
    .name = "jwk_check",
    .schema = "CREATE TABLE x(" SQL_CHECK_COLUMNS ", argument_jwk HIDDEN)",
    .columns = SQL_CHECK_COUNT,
    .arguments = 1,
    .fill = fill_key,
};
