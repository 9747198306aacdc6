/*
 * Unwrapping and wrapping SQL values: what the glue of all functions shares.
 */
#include <stdlib.h>
#include <string.h>

#include "jsonb.h"
#include "sql.h"

SQLITE_EXTENSION_INIT3

#define JSON_SUBTYPE 74                     /* 'J', by which json_* know JSON from a string */
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

const char *
sql_bytes(sqlite3_value *value, size_t *length)
{
	const void *bytes = NULL;

	*length = 0;
	if (value == NULL || sqlite3_value_type(value) == SQLITE_NULL)
		return NULL;
	bytes = sqlite3_value_type(value) == SQLITE_BLOB ? sqlite3_value_blob(value)
							 : (const void *)sqlite3_value_text(value);
	*length = (size_t)sqlite3_value_bytes(value);
	return bytes == NULL ? "" : bytes;
}

const char *
sql_word(sqlite3_value *value)
{
	const char *text = value == NULL ? NULL : (const char *)sqlite3_value_text(value);

	return text != NULL && strlen(text) != (size_t)sqlite3_value_bytes(value) ? "" : text;
}

enum jose_error
sql_json_text_read(sqlite3_value *value, struct sql_json_text *json)
{
	const char *bytes = sql_bytes(value, &json->length);
	enum jose_error err = JOSE_BAD_JSON;

	json->made = NULL;
	if (bytes != NULL && sqlite3_value_type(value) == SQLITE_BLOB)
		err = jsonb_read(bytes, json->length, &json->made, &json->length);
	json->text = json->made == NULL ? bytes : json->made;
	return err == JOSE_NO_MEMORY ? JOSE_NO_MEMORY : JOSE_OK;
}

void
sql_json_text_free(struct sql_json_text *json)
{
	jsonb_free(json->made, json->length);
}

enum jose_error
sql_options(sqlite3_value *value, struct sql_json_text *options)
{
	enum jose_error err;

	*options = (struct sql_json_text){"{}", 2, NULL};
	if (value == NULL)
		return JOSE_OK;
	err = sql_json_text_read(value, options);
	return err == JOSE_OK && options->text == NULL ? JOSE_OPTIONS_NOT_OBJECT : err;
}

enum jose_error
sql_keys(struct sql_connection *connection, sqlite3_value *value, const struct jwk_set **keys)
{
	size_t length;
	const char *bytes = sql_bytes(value, &length);

	*keys = NULL;
	if (bytes == NULL)
		return JOSE_OK;
	if (length > JWK_TEXT_MAX) /* no key, and so not kept either; nothing is no key too */
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

void
sql_hex(char *text, const unsigned char *bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";

	for (; length > 0; length--, bytes++) {
		*text++ = digits[*bytes >> 4];
		*text++ = digits[*bytes & 15];
	}
	*text = '\0';
}

void
sql_json(sqlite3_context *ctx, const char *text, size_t length)
{
	sqlite3_result_text64(ctx, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
	sqlite3_result_subtype(ctx, JSON_SUBTYPE);
}

char *
sql_message(enum jose_error err, const struct option_culprit *culprit)
{
	if (culprit == NULL || culprit->text[0] == '\0')
		return sqlite3_mprintf("%s", jose_sentence(err));
	return sqlite3_mprintf("%s: %s", jose_sentence(err), culprit->text);
}

void
sql_raise(sqlite3_context *ctx, enum jose_error err, const struct option_culprit *culprit)
{
	char *message = err == JOSE_NO_MEMORY ? NULL : sql_message(err, culprit);

	if (message == NULL)
		sqlite3_result_error_nomem(ctx);
	else
		sqlite3_result_error(ctx, message, -1);
	if (err == JOSE_INTERRUPTED)
		sqlite3_result_error_code(ctx, SQLITE_INTERRUPT);
	sqlite3_free(message);
}

void
sql_json_tree(sqlite3_context *ctx, cJSON *tree)
{
	char *text = json_tree_text(tree);

	json_tree_free(tree);
	if (text == NULL) {
		sqlite3_result_error_nomem(ctx);
		return;
	}
	sql_json(ctx, text, strlen(text));
	json_tree_text_free(text);
}

enum jose_error
sql_verify_options_read(const char *text, size_t length, struct sql_verify_options **options,
    struct option_culprit *culprit)
{
	struct sql_verify_options *made = calloc(1, sizeof *made + length + 1);
	enum jose_error err;

	if (made == NULL)
		return JOSE_NO_MEMORY;
	memcpy(made->text, text, length);
	err = jwt_options_read(made->text, length, &made->jwt, culprit);
	if (err == JOSE_OK)
		*options = made;
	else
		free(made);
	return err;
}

const struct sql_verify_options *
sql_verify_options(sqlite3_context *ctx, int argc, sqlite3_value **argv, int index)
{
	struct sql_verify_options *options = sqlite3_get_auxdata(ctx, index);
	struct option_culprit culprit = {""};
	struct sql_json_text json;
	enum jose_error err;

	if (options != NULL)
		return options;
	err = sql_options(argc > index ? argv[index] : NULL, &json);
	if (err == JOSE_OK)
		err = sql_verify_options_read(json.text, json.length, &options, &culprit);
	sql_json_text_free(&json);
	if (err != JOSE_OK) {
		sql_raise(ctx, err, &culprit);
		return NULL;
	}
	sqlite3_set_auxdata(ctx, index, options, free);
	options = sqlite3_get_auxdata(ctx, index); /* without memory SQLite has freed it already */
	if (options == NULL)
		sqlite3_result_error_nomem(ctx);
	return options;
}
