/*
 * The glue between SQLite and the rooms that know no SQLite: unwrap the SQL values, call one
 * function, wrap its answer.
 */
#ifndef SQL_H
#define SQL_H

#include <sqlite3ext.h>

#include "jwt.h"
#include "keycache.h"

#ifndef SQLITE_RESULT_SUBTYPE
#define SQLITE_RESULT_SUBTYPE 0x001000000 /* SQLite 3.45; older ones do not look at the bit */
#endif

/* What all functions of one connection share. */
struct sql_connection {
	int references; /* one for each function and module that is registered */
	struct keycache *keys;
	sqlite3_vfs *vfs;
	uint64_t seed; /* at random, so that nobody foresees a rowid */
};

/* A function as SQLite knows it.  sqlite3_user_data is this. */
struct sql_binding {
	struct sql_connection *connection;
	void (*call)(sqlite3_context *ctx, int argc, sqlite3_value **argv);
};

struct sql_connection *sql_connection(sqlite3_context *ctx);
struct sql_connection *sql_connection_hold(struct sql_connection *connection);
void sql_connection_release(void *connection);

/* ---- unwrap ---- */

/* Text or blob, as its bytes; "" for an empty one, NULL for NULL and for an argument left out,
 * which in C is NULL. */
const char *sql_bytes(sqlite3_value *value, size_t *length);
/* The same for those who stop at a NUL: "" for text with a NUL inside. */
const char *sql_word(sqlite3_value *value);
/* An argument that is JSON: its text, or the text of its JSONB. */
struct sql_json_text {
	const char *text; /* NULL: the argument is NULL, or left out */
	size_t length;
	char *made; /* the text, where it is ours */
};

/* JOSE_NO_MEMORY is the only error; sql_json_text_free is due in each case. */
enum jose_error sql_json_text_read(sqlite3_value *value, struct sql_json_text *json);
void sql_json_text_free(struct sql_json_text *json);
/* The same for options, which are {} when they are left out.  NULL is JOSE_OPTIONS_NOT_OBJECT: it
 * came from somewhere that failed, and would ask for less than was meant. */
enum jose_error sql_options(sqlite3_value *value, struct sql_json_text *options);
/* TEXT and JSONB are a key or keys, another BLOB is a secret (RFC 8725 section 3.1); NULL gives
 * NULL. JOSE_NO_MEMORY is the only error. */
enum jose_error sql_keys(
    struct sql_connection *connection, sqlite3_value *value, const struct jwk_set **keys);
/* By the clock of this connection's VFS, which counts milliseconds. */
struct json_decimal sql_now(const struct sql_connection *connection);

/* ---- wrap ---- */

/* Writes two hexadecimal digits for each byte, and a NUL. */
void sql_hex(char *text, const unsigned char *bytes, size_t length);
void sql_json(sqlite3_context *ctx, const char *text, size_t length);
/* "there is no such option: audience".  NULL without memory; sqlite3_free frees it. */
char *sql_message(enum jose_error err, const struct option_culprit *culprit);
/* What jwt_version says.  NULL without memory; sqlite3_free frees it. */
char *sql_version(void);
/* Raises that message; culprit is NULL for a call without options. */
void sql_raise(sqlite3_context *ctx, enum jose_error err, const struct option_culprit *culprit);
/* Prints the tree as JSON, and frees it with all its secrets. */
void sql_json_tree(sqlite3_context *ctx, cJSON *tree);

/* ---- the options of a call, parsed once for a constant argument ---- */

struct sql_verify_options {
	struct jwt_options jwt;
	char text[]; /* what the values point into */
};

/* NULL after it has raised. */
const struct sql_verify_options *sql_verify_options(
    sqlite3_context *ctx, int argc, sqlite3_value **argv, int index);
/* The same without a context to raise in: for jwt_check.  The caller frees it. */
enum jose_error sql_verify_options_read(const char *text, size_t length,
    struct sql_verify_options **options, struct option_culprit *culprit);

/* What jwt_verify, jwt_error and jwt_check all do with a zeroed jwt, which may have an observer.
 * The verdict on the token is in *verdict; what is returned is a fault.  jwt_clear is due in each
 * case. */
enum jose_error sql_validate(struct sql_connection *connection, sqlite3_value *token,
    sqlite3_value *key, const struct jwt_options *options, struct jwt *jwt,
    enum jose_error *verdict);

/* ---- one C function for each SQL function; sql_<name> ---- */

#define SQL_FUNCTION(name) void sql_##name(sqlite3_context *ctx, int argc, sqlite3_value **argv)

SQL_FUNCTION(jwt_sign);
SQL_FUNCTION(jwt_verify);
SQL_FUNCTION(jwt_error);
SQL_FUNCTION(jwt_header);
SQL_FUNCTION(jwt_unverified);
SQL_FUNCTION(jwt_hash);
SQL_FUNCTION(jws_sign);
SQL_FUNCTION(jws_verify);
SQL_FUNCTION(jwk_generate);
SQL_FUNCTION(jwk_public);
SQL_FUNCTION(jwk_thumbprint);
SQL_FUNCTION(jwk_thumbprint_uri);
SQL_FUNCTION(jwk_from_pem);
SQL_FUNCTION(jwk_from_secret);
SQL_FUNCTION(secret_from_text);
SQL_FUNCTION(text_from_utf8);
SQL_FUNCTION(jwk_to_pem);
SQL_FUNCTION(jwk_to_private_pem);
SQL_FUNCTION(jwk_error);
SQL_FUNCTION(dpop_verify);
SQL_FUNCTION(base64url_encode);
SQL_FUNCTION(base64url_decode);
SQL_FUNCTION(token_random);
SQL_FUNCTION(token_hash);
SQL_FUNCTION(token_fingerprint);
SQL_FUNCTION(token_derive);
SQL_FUNCTION(token_id);
SQL_FUNCTION(token_secret);
SQL_FUNCTION(token_equal);
SQL_FUNCTION(pkce_challenge);
SQL_FUNCTION(password_hash);
SQL_FUNCTION(password_verify);
SQL_FUNCTION(jwt_version);

void sql_jwks_group_step(sqlite3_context *ctx, int argc, sqlite3_value **argv);
void sql_jwks_group_final(sqlite3_context *ctx);

#endif
