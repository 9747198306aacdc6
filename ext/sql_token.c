/*
 * What programs need beside tokens: opaque secrets, PKCE (RFC 7636), base64url (RFC 4648 section
 * 5).
 *
 *   base64url_encode(BLOB) -> TEXT
 *   base64url_decode(TEXT) -> BLOB; NULL for text that is not base64url
 *   token_random(NBYTES) -> TEXT: base64url of so many random bytes
 *   token_hash(TEXT) -> TEXT: base64url of SHA-256; how a secret is stored
 *   token_fingerprint(KEY, TEXT) -> TEXT: 16 hexadecimal digits by which a secret can be named
 *   token_derive(KEY, TEXT) -> TEXT: base64url of HMAC-SHA-256; a secret that can be made again
 *   token_id(PREFIX, TOKEN), token_secret(PREFIX, TOKEN) -> TEXT: the two halves of
 *       <prefix>_<id>.<secret>; NULL for any other text
 *   token_equal(A, B) -> 0 or 1, in a time that does not tell where they differ
 *   pkce_challenge(VERIFIER [, METHOD]) -> TEXT; NULL for a bad verifier; METHOD is S256
 *       (default) or plain
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>

#include "pkce.h"
#include "sql_token.h"
#include "token.h"

SQLITE_EXTENSION_INIT3

static void
result_base64url(sqlite3_context *ctx, const void *bytes, size_t length)
{
	size_t text_length = BASE64URL_LENGTH(length);
	char *text = malloc(text_length + 1);

	if (text == NULL) {
		sqlite3_result_error_nomem(ctx);
		return;
	}
	base64url_encode(text, bytes, length);
	sqlite3_result_text64(ctx, text, text_length, free, SQLITE_UTF8);
}

void
sql_base64url_encode(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	size_t length;
	const char *bytes = sql_bytes(argv[0], &length);

	(void)argc;
	if (bytes != NULL)
		result_base64url(ctx, bytes, length);
}

void
sql_base64url_decode(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	size_t length;
	const char *text = sql_bytes(argv[0], &length);
	unsigned char *bytes;

	(void)argc;
	if (text == NULL)
		return;
	bytes = malloc(BASE64URL_BYTES(length) + 1);
	if (bytes == NULL)
		sqlite3_result_error_nomem(ctx);
	else if (base64url_decode(bytes, text, length))
		sqlite3_result_blob64(ctx, bytes, BASE64URL_BYTES(length), SQLITE_TRANSIENT);
	free(bytes);
}

void
sql_token_random(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	unsigned char bytes[TOKEN_RANDOM_MAX];
	sqlite3_int64 length = sqlite3_value_int64(argv[0]);

	(void)argc;
	if (sqlite3_value_type(argv[0]) == SQLITE_NULL)
		return;
	if (sqlite3_value_type(argv[0]) != SQLITE_INTEGER || length < 1 ||
	    length > TOKEN_RANDOM_MAX) {
		sqlite3_result_error(
		    ctx, "token_random takes a whole number of bytes, from 1 to 1024", -1);
		return;
	}
	if (token_random(bytes, (size_t)length) != JOSE_OK)
		sql_raise(ctx, JOSE_CRYPTO_FAILED, NULL);
	else
		result_base64url(ctx, bytes, (size_t)length);
	OPENSSL_cleanse(bytes, sizeof bytes);
}

void
sql_token_hash(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	char hash[TOKEN_HASH_LENGTH + 1];
	size_t length;
	const char *text = sql_bytes(argv[0], &length);
	enum jose_error err;

	(void)argc;
	if (text == NULL)
		return;
	err = token_hash(text, length, hash);
	if (err == JOSE_OK)
		sqlite3_result_text(ctx, hash, TOKEN_HASH_LENGTH, SQLITE_TRANSIENT);
	else
		sql_raise(ctx, err, NULL);
}

/*
 * What token_derive or token_fingerprint makes of KEY and TEXT.  False for NULL, or after it has
 * raised.
 */
static bool
keyed(sqlite3_context *ctx, sqlite3_value **argv,
    enum jose_error (*make)(
	const void *key, size_t key_length, const void *text, size_t length, unsigned char *made),
    unsigned char *made)
{
	struct jose_detail detail = {""};
	size_t key_length, length;
	const char *key = sql_bytes(argv[0], &key_length), *text = sql_bytes(argv[1], &length);
	enum jose_error err;

	if (key == NULL || text == NULL)
		return false;
	err = key_length == 0 ? JOSE_KEY_WEAK : make(key, key_length, text, length, made);
	if (err == JOSE_KEY_WEAK)
		jose_explain(&detail, "it is empty");
	if (err != JOSE_OK)
		sql_raise(ctx, err, &detail);
	return err == JOSE_OK;
}

void
sql_token_fingerprint(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	unsigned char fingerprint[TOKEN_FINGERPRINT_BYTES];
	char text[2 * sizeof fingerprint + 1];

	(void)argc;
	if (!keyed(ctx, argv, token_fingerprint, fingerprint))
		return;
	sql_hex(text, fingerprint, sizeof fingerprint);
	sqlite3_result_text(ctx, text, sizeof text - 1, SQLITE_TRANSIENT);
}

void
sql_token_derive(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	unsigned char derived[TOKEN_HASH_BYTES];

	(void)argc;
	if (keyed(ctx, argv, token_derive, derived))
		result_base64url(ctx, derived, sizeof derived);
	OPENSSL_cleanse(derived, sizeof derived);
}

static bool
split(sqlite3_value **argv, struct token_parts *parts)
{
	size_t prefix_length, length;
	const char *prefix = sql_bytes(argv[0], &prefix_length);
	const char *token = sql_bytes(argv[1], &length);

	return prefix != NULL && token != NULL &&
	       token_split(prefix, prefix_length, token, length, parts);
}

void
sql_token_id(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct token_parts parts;

	(void)argc;
	if (split(argv, &parts))
		sqlite3_result_text64(
		    ctx, parts.id, parts.id_length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

void
sql_token_secret(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct token_parts parts;

	(void)argc;
	if (split(argv, &parts))
		sqlite3_result_text64(
		    ctx, parts.secret, parts.secret_length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

void
sql_token_equal(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	size_t a_length, b_length;
	const char *a = sql_bytes(argv[0], &a_length), *b = sql_bytes(argv[1], &b_length);

	(void)argc;
	if (a != NULL && b != NULL)
		sqlite3_result_int(ctx, token_equal(a, a_length, b, b_length));
}

void
sql_pkce_challenge(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	char challenge[TOKEN_HASH_LENGTH + 1];
	size_t length;
	const char *verifier = sql_bytes(argv[0], &length);
	const char *method = argc > 1 ? sql_word(argv[1]) : "S256";

	if (method == NULL)
		return;
	if (strcmp(method, "S256") != 0 && strcmp(method, "plain") != 0) {
		sqlite3_result_error(ctx, "the method is neither S256 nor plain", -1);
		return;
	}
	if (verifier == NULL || !pkce_verifier_is_good(verifier, length))
		return;
	if (strcmp(method, "plain") == 0)
		sqlite3_result_text64(ctx, verifier, length, SQLITE_TRANSIENT, SQLITE_UTF8);
	else if (token_hash(verifier, length, challenge) == JOSE_OK)
		sqlite3_result_text(ctx, challenge, TOKEN_HASH_LENGTH, SQLITE_TRANSIENT);
	else
		sql_raise(ctx, JOSE_CRYPTO_FAILED, NULL);
}
