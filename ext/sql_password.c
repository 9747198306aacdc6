/*
 * password_*: passwords, kept as scrypt hashes.
 *
 *   password_hash(PASSWORD [, OPTIONS]) -> TEXT: scrypt in the PHC string format; options N, r, p,
 *       max_cost
 *   password_verify(PASSWORD, HASH [, OPTIONS]) -> 0 or 1; option max_cost
 */
#include "password.h"
#include "sql_interrupt.h"
#include "sql_password.h"

SQLITE_EXTENSION_INIT3

void
sql_password_hash(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct jose_detail detail = {""};
	struct password_cost cost;
	char hash[PASSWORD_HASH_MAX];
	struct sql_json_text options;
	size_t length;
	const char *password = sql_bytes(argv[0], &length);
	enum jose_error err;

	if (password == NULL)
		return;
	err = sql_options(argc > 1 ? argv[1] : NULL, &options);
	if (err == JOSE_OK)
		err = password_cost_read(options.text, options.length, &cost, &detail);
	sql_json_text_free(&options);
	if (err == JOSE_OK && sql_interrupted_before(ctx))
		return;
	if (err == JOSE_OK)
		err = password_hash(password, length, &cost, hash);
	if (err == JOSE_OK)
		sqlite3_result_text(ctx, hash, -1, SQLITE_TRANSIENT);
	else
		sql_raise(ctx, err, &detail);
}

void
sql_password_verify(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct jose_detail detail = {""};
	struct sql_json_text options;
	size_t length;
	const char *password = sql_bytes(argv[0], &length);
	const char *hash = sql_word(argv[1]);
	int64_t most;
	bool same;
	enum jose_error err;

	err = sql_options(argc > 2 ? argv[2] : NULL, &options);
	if (err == JOSE_OK)
		err = password_most_read(options.text, options.length, &most, &detail);
	sql_json_text_free(&options);
	if (err == JOSE_OK && (password == NULL || hash == NULL || sql_interrupted_before(ctx)))
		return;
	if (err == JOSE_OK)
		err = password_verify(password, length, hash, most, &same);
	if (err == JOSE_OK)
		sqlite3_result_int(ctx, same);
	else
		sql_raise(ctx, err, &detail);
}
