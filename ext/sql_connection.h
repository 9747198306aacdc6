/*
 * What all functions of one connection share.
 */
#ifndef SQL_CONNECTION_H
#define SQL_CONNECTION_H

#include <sqlite3ext.h>

#include "json_number.h"
#include "keycache.h"

struct sql_connection {
	int references; /* one for each function and module that is registered */
	struct keycache *keys;
	sqlite3_vfs *vfs;
	uint64_t seed; /* at random, so that rowids cannot be foreseen */
};

/* A function as SQLite knows it.  sqlite3_user_data is this. */
struct sql_binding {
	struct sql_connection *connection;
	void (*call)(sqlite3_context *ctx, int argc, sqlite3_value **argv);
};

struct sql_connection *sql_connection(sqlite3_context *ctx);
struct sql_connection *sql_connection_hold(struct sql_connection *connection);
void sql_connection_release(void *connection);

/*
 * TEXT and JSONB are a key or keys, another BLOB is a secret (RFC 8725 section 3.1); NULL gives
 * NULL. JOSE_NO_MEMORY is the only error.
 */
enum jose_error sql_keys(
    struct sql_connection *connection, sqlite3_value *value, const struct jwk_set **keys);
/* By the clock of this connection's VFS, which counts milliseconds. */
struct json_decimal sql_now(const struct sql_connection *connection);

#endif
