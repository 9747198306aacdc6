/*
 * jwt: JSON Web Tokens, Signatures and Keys as SQL functions.
 *
 *   .load ext/jwt
 *   CREATE TABLE signing_key AS SELECT jwk_generate('ES256') AS jwk;
 *   SELECT jwt_sign('{"sub":"alice"}', jwk, '{"expires_in":300}') FROM signing_key;
 *
 * There are two doors: sqlite3_jwt_init gives every function, sqlite3_jwtverify_init none that
 * signs, makes a key or shows a private one.
 */
#include <sqlite3ext.h>
#include <stddef.h>
#include <string.h>
#include <openssl/err.h>

#include "memory_watch.h"
#include "sql_dpop.h"
#include "sql_inspect.h"
#include "sql_jwk.h"
#include "sql_jwk_check.h"
#include "sql_jwks.h"
#include "sql_jws.h"
#include "sql_jwt.h"
#include "sql_jwt_check.h"
#include "sql_password.h"
#include "sql_pem.h"
#include "sql_table.h"
#include "sql_token.h"
#include "sql_version.h"

SQLITE_EXTENSION_INIT3

#define EXPORT __attribute__((visibility("default")))

/*
 * An attacker who planted it in a schema would learn and change nothing: it sees its arguments, and
 * maybe the clock, as SQLite's own datetime('now') does, which is innocuous too.
 */
#define SAFE SQLITE_INNOCUOUS
#define PURE (SQLITE_DETERMINISTIC | SAFE)
#define JSON SQLITE_RESULT_SUBTYPE
/* In a schema of one's own only: a planted one could ask for a second and 256 MiB each time. */
#define COSTLY 0
/* Reads or makes a secret: never from a view or trigger, which an attacker may have planted. */
#define DIRECT SQLITE_DIRECTONLY

/* The entry points: the one that signs too, and the one that an API loads. */
enum door { SIGN = 1, VERIFY = 2, BOTH = SIGN | VERIFY };

struct function {
	const char *name;
	int least; /* arguments */
	int most;
	int flags;
	unsigned doors;
	void (*call)(sqlite3_context *ctx, int argc, sqlite3_value **argv);
};

/*
 * For any door.  These go without guard(): they ask nothing of OpenSSL, and raise by themselves
 * when memory runs out.
 */
struct aggregate {
	const char *name;
	int arguments;
	int flags;
	void (*step)(sqlite3_context *ctx, int argc, sqlite3_value **argv);
	void (*final)(sqlite3_context *ctx);
};

/* clang-format off */
static const struct function functions[] = {
	{ "jwt_sign",            2, 3, DIRECT,        SIGN, sql_jwt_sign },
	{ "jwt_verify",          2, 3, SAFE | JSON,   BOTH, sql_jwt_verify },
	{ "jwt_error",           2, 3, SAFE,          BOTH, sql_jwt_error },
	{ "jwt_header",          1, 1, PURE | JSON,   BOTH, sql_jwt_header },
	{ "jwt_unverified",      1, 1, PURE | JSON,   BOTH, sql_jwt_unverified },
	{ "jwt_hash",            2, 2, PURE,          BOTH, sql_jwt_hash },
	{ "jws_sign",            2, 3, DIRECT,        SIGN, sql_jws_sign },
	{ "jws_verify",          2, 4, SAFE,          BOTH, sql_jws_verify },
	{ "jwk_generate",        1, 2, DIRECT | JSON, SIGN, sql_jwk_generate },
	{ "jwk_public",          1, 1, PURE | JSON,   BOTH, sql_jwk_public },
	{ "jwk_thumbprint",      1, 2, PURE,          BOTH, sql_jwk_thumbprint },
	{ "jwk_thumbprint_uri",  1, 1, PURE,          BOTH, sql_jwk_thumbprint_uri },
	{ "jwk_from_pem",        1, 2, DIRECT | JSON, SIGN, sql_jwk_from_pem },
	{ "jwk_from_secret",     2, 2, DIRECT | JSON, SIGN, sql_jwk_from_secret },
	{ "secret_from_text",    1, 1, PURE,          BOTH, sql_secret_from_text },
	{ "text_from_utf8",      1, 1, PURE,          BOTH, sql_text_from_utf8 },
	{ "jwk_to_pem",          1, 1, PURE,          BOTH, sql_jwk_to_pem },
	{ "jwk_to_private_pem",  1, 1, DIRECT,        SIGN, sql_jwk_to_private_pem },
	{ "jwk_error",           1, 1, PURE,          BOTH, sql_jwk_error },
	{ "dpop_verify",         3, 4, SAFE | JSON,   BOTH, sql_dpop_verify },
	{ "base64url_encode",    1, 1, PURE,          BOTH, sql_base64url_encode },
	{ "base64url_decode",    1, 1, PURE,          BOTH, sql_base64url_decode },
	{ "token_random",        1, 1, DIRECT,        BOTH, sql_token_random },
	{ "token_hash",          1, 1, PURE,          BOTH, sql_token_hash },
	{ "token_fingerprint",   2, 2, PURE,          BOTH, sql_token_fingerprint },
	{ "token_derive",        2, 2, PURE,          BOTH, sql_token_derive },
	{ "token_id",            2, 2, PURE,          BOTH, sql_token_id },
	{ "token_secret",        2, 2, PURE,          BOTH, sql_token_secret },
	{ "token_equal",         2, 2, PURE,          BOTH, sql_token_equal },
	{ "pkce_challenge",      1, 2, PURE,          BOTH, sql_pkce_challenge },
	{ "password_hash",       1, 2, DIRECT,        BOTH, sql_password_hash },
	{ "password_verify",     2, 3, COSTLY,        BOTH, sql_password_verify },
	{ "jwt_version",         0, 0, PURE | JSON,   BOTH, sql_jwt_version },
};

static const struct aggregate aggregates[] = {
	{ "jwks_group",          1,    PURE | JSON,   sql_jwks_group_step, sql_jwks_group_final },
};

static const struct sql_table *const tables[] = {
	&sql_jwt_check,
	&sql_jwt_parts,
	&sql_jwt_algs,
	&sql_jwks_each,
	&sql_jwk_check,
	&sql_dpop_check,
};
/* clang-format on */

/*
 * Every call of a function goes through here: none leaves an error in the host's OpenSSL queue, and
 * none has a verdict when memory ran out.
 */
static void
guard(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	const struct sql_binding *binding = sqlite3_user_data(ctx);

	ERR_set_mark();
	memory_watch();
	binding->call(ctx, argc, argv);
	if (memory_ran_out())
		sqlite3_result_error_nomem(ctx);
	ERR_pop_to_mark();
}

static void
unbind(void *binding)
{
	sql_connection_release(((struct sql_binding *)binding)->connection);
	sqlite3_free(binding);
}

static int
register_function(sqlite3 *db, const struct function *function, struct sql_connection *connection)
{
	struct sql_binding *binding;
	int arguments, rc = SQLITE_OK;

	for (arguments = function->least; rc == SQLITE_OK && arguments <= function->most;
	     arguments++) {
		binding = sqlite3_malloc(sizeof *binding);
		if (binding == NULL)
			return SQLITE_NOMEM;
		binding->connection = sql_connection_hold(connection);
		binding->call = function->call;
		rc = sqlite3_create_function_v2(db, function->name, arguments,
		    SQLITE_UTF8 | function->flags, binding, guard, NULL, NULL,
		    unbind); /* which SQLite calls too when it fails */
	}
	return rc;
}

/*
 * Registers what this door opens and no door passed before has opened: SQLite replaces no function
 * while a statement runs, and so not during SELECT load_extension(…).
 */
static int
register_all(sqlite3 *db, unsigned door, unsigned passed, struct sql_connection *connection)
{
	int rc = SQLITE_OK;
	size_t i;

	for (i = 0; rc == SQLITE_OK && i < sizeof functions / sizeof functions[0]; i++)
		if ((functions[i].doors & door) && !(functions[i].doors & passed))
			rc = register_function(db, &functions[i], connection);
	if (passed)
		return rc;
	for (i = 0; rc == SQLITE_OK && i < sizeof aggregates / sizeof aggregates[0]; i++)
		rc = sqlite3_create_function_v2(db, aggregates[i].name, aggregates[i].arguments,
		    SQLITE_UTF8 | aggregates[i].flags, NULL, NULL, aggregates[i].step,
		    aggregates[i].final, NULL);
	for (i = 0; rc == SQLITE_OK && i < sizeof tables / sizeof tables[0]; i++)
		rc = sql_table_register(db, tables[i], connection);
	return rc;
}

/* Whether the jwt_version of this connection is ours, and not that of another library. */
static bool
has_our_version(sqlite3 *db)
{
	char *ours = sql_version();
	const char *text = NULL;
	sqlite3_stmt *statement;
	bool same = false;

	if (sqlite3_prepare_v2(db, "SELECT jwt_version()", -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		text = (const char *)sqlite3_column_text(statement, 0);
	if (text != NULL && ours != NULL)
		same = strcmp(text, ours) == 0;
	sqlite3_finalize(statement);
	sqlite3_free(ours);
	return same;
}

/*
 * The doors that this connection has gone through.  It is asked for the names of its functions
 * first: a call of a function that is not there would leave an error in the host's log.
 */
static unsigned
doors_passed(sqlite3 *db)
{
	sqlite3_stmt *statement;
	bool verifies = false, signs = false;
	const char *name;

	if (sqlite3_prepare_v2(db, "PRAGMA function_list", -1, &statement, NULL) != SQLITE_OK)
		return 0;
	while (sqlite3_step(statement) == SQLITE_ROW) {
		name = (const char *)sqlite3_column_text(statement, 0);
		verifies |= name != NULL && strcmp(name, "jwt_version") == 0;
		signs |= name != NULL && strcmp(name, "jwt_sign") == 0;
	}
	sqlite3_finalize(statement);
	if (!verifies || !has_our_version(db))
		return 0;
	return signs ? BOTH : VERIFY;
}

static int
open_door(sqlite3 *db, enum door door, char **message)
{
	struct sql_connection *connection;
	unsigned passed;
	int rc = SQLITE_NOMEM;

	if (sqlite3_libversion_number() < 3040000) {
		*message = sqlite3_mprintf(
		    "jwt needs SQLite 3.40 or later; this is %s", sqlite3_libversion());
		return SQLITE_ERROR;
	}
	passed = doors_passed(db);
	if (passed & door)
		return SQLITE_OK;
	connection = sqlite3_malloc(sizeof *connection);
	if (connection == NULL)
		return SQLITE_NOMEM;
	memset(connection, 0, sizeof *connection);
	sql_connection_hold(connection);
	connection->keys = keycache_new();
	sqlite3_randomness(sizeof connection->seed, &connection->seed);
	sqlite3_file_control(db, "main", SQLITE_FCNTL_VFS_POINTER, &connection->vfs);
	if (connection->vfs == NULL)
		connection->vfs = sqlite3_vfs_find(NULL);
	if (connection->keys != NULL)
		rc = register_all(db, door, passed, connection);
	if (rc != SQLITE_OK) /* as when a statement runs, and another version was loaded before */
		*message = sqlite3_mprintf("%s", sqlite3_errmsg(db));
	sql_connection_release(connection);
	return rc;
}

/* OpenSSL runs a handler at exit that must still be there, so the library is never unloaded. */
static int
stay(int rc)
{
#ifdef SQLITE_CORE
	return rc;
#else
	return rc == SQLITE_OK ? SQLITE_OK_LOAD_PERMANENTLY : rc;
#endif
}

EXPORT int sqlite3_jwt_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);
EXPORT int sqlite3_jwtverify_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);

int
sqlite3_jwt_init(sqlite3 *db, char **message, const sqlite3_api_routines *api)
{
	SQLITE_EXTENSION_INIT2(api);
	return stay(open_door(db, SIGN, message));
}

int
sqlite3_jwtverify_init(sqlite3 *db, char **message, const sqlite3_api_routines *api)
{
	SQLITE_EXTENSION_INIT2(api);
	return stay(open_door(db, VERIFY, message));
}
