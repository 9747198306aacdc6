/*
 * Which version of what is running.
 *
 *   jwt_version() -> JSON: extension, SQLite and OpenSSL, when built and now
 */
#include <string.h>
#include <openssl/crypto.h>
#include <openssl/opensslv.h>

#include "sql_version.h"

SQLITE_EXTENSION_INIT3

/* The one place where the version stands; CHANGELOG.md tells what came with it. */
#define JWT_VERSION "0.2.0"

char *
sql_version(void)
{
	return sqlite3_mprintf("{\"jwt\":\"%s\",\"sqlite\":{\"build\":\"%s\",\"run\":\"%s\"},"
			       "\"openssl\":{\"build\":\"%s\",\"run\":\"%s\"}}",
	    JWT_VERSION, SQLITE_VERSION, sqlite3_libversion(), OPENSSL_VERSION_STR,
	    OpenSSL_version(OPENSSL_VERSION_STRING));
}

void
sql_jwt_version(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	char *text = sql_version();

	(void)argc;
	(void)argv;
	if (text == NULL)
		sqlite3_result_error_nomem(ctx);
	else
		sql_json(ctx, text, strlen(text));
	sqlite3_free(text);
}
