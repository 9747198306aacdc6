/*
 * What all functions of one connection share: the keys that were parsed, and the clock.
 */
#include "sql_connection.h"
#include "sql_value.h"

SQLITE_EXTENSION_INIT3

#define MS_TO_1970 INT64_C(210866760000000) /* SQLite counts milliseconds of the Julian day */

struct sql_connection *
sql_connection(sqlite3_context *ctx)
{
	return ((struct sql_binding *)sqlite3_user_data(ctx))->connection;
}

struct sql_connection *
sql_connection_hold(struct sql_connection *connection)
{
	connection->references++;
	return connection;
}

void
sql_connection_release(void *held)
{
	struct sql_connection *connection = held;

	if (--connection->references > 0)
		return;
	keycache_free(connection->keys);
	sqlite3_free(connection);
}

enum jose_error
sql_keys(struct sql_connection *connection, sqlite3_value *value, const struct jwk_set **keys)
{
	size_t length;
	const char *bytes = sql_bytes(value, &length);

	*keys = NULL;
	if (bytes == NULL)
		return JOSE_OK;
	if (length > JWK_TEXT_MAX) /* not a key: read as an empty one, so that it is not kept */
		return keycache_get(connection->keys, "", 0, false, keys);
	return keycache_get(
	    connection->keys, bytes, length, sqlite3_value_type(value) == SQLITE_BLOB, keys);
}

struct json_decimal
sql_now(const struct sql_connection *connection)
{
	sqlite3_vfs *vfs = connection->vfs;
	sqlite3_int64 milliseconds = 0;
	double days;

	if (vfs->iVersion >= 2 && vfs->xCurrentTimeInt64 != NULL) {
		vfs->xCurrentTimeInt64(vfs, &milliseconds);
	} else {
		vfs->xCurrentTime(vfs, &days);
		milliseconds = (sqlite3_int64)(days * 86400000.0);
	}
	milliseconds -= MS_TO_1970;
	return (struct json_decimal){
	    milliseconds / 1000, (int32_t)(milliseconds % 1000 * 1000000), false};
}
