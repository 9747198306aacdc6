/*
 * Unwrapping and wrapping SQL values: what the glue of all functions shares.
 */
#include <stdlib.h>
#include <string.h>

#include "jsonb.h"
#include "sql_value.h"

/* Here is the pointer to what SQLite hands over, for all files of sql_*; extension.c sets it. */
SQLITE_EXTENSION_INIT1

#define JSON_SUBTYPE 74 /* 'J', by which json_* know JSON from a string */

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
sql_message(enum jose_error err, const struct jose_detail *detail)
{
	if (detail == NULL || detail->text[0] == '\0')
		return sqlite3_mprintf("%s", jose_sentence(err));
	return sqlite3_mprintf("%s: %s", jose_sentence(err), detail->text);
}

void
sql_raise(sqlite3_context *ctx, enum jose_error err, const struct jose_detail *detail)
{
	char *message = err == JOSE_NO_MEMORY ? NULL : sql_message(err, detail);

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
