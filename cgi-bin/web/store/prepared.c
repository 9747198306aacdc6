/*
 * prepared: values into a statement, and rows out of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/log.h"
#include "prepared.h"

bool
prepared_sql(sqlite3 *database, const char *sql, sqlite3_stmt **handle)
{
	if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, handle, NULL) ==
	    SQLITE_OK)
		return true;
	log_line("a statement cannot be prepared: %s", sqlite3_errmsg(database));
	return false;
}

struct prepared *
prepared_new(sqlite3 *database, const struct statement *statement)
{
	struct prepared *prepared = calloc(1, sizeof *prepared);

	if (prepared == NULL || !prepared_sql(database, statement->sql, &prepared->handle)) {
		log_line("the statement %s is not prepared", statement->name);
		free(prepared);
		return NULL;
	}
	prepared->statement = statement;
	prepared->writes = !sqlite3_stmt_readonly(prepared->handle);
	return prepared;
}

void
prepared_free(struct prepared *prepared)
{
	if (prepared == NULL)
		return;
	sqlite3_finalize(prepared->handle);
	free(prepared->names);
	free(prepared->values);
	free(prepared);
}

static int
bind_value(sqlite3_stmt *handle, int at, const struct value *value)
{
	switch (value->type) {
	case VALUE_INTEGER:
		return sqlite3_bind_int64(handle, at, value->integer);
	case VALUE_REAL:
		return sqlite3_bind_double(handle, at, value->real);
	case VALUE_TEXT:
		return sqlite3_bind_text64(
		    handle, at, value->text, value->size, SQLITE_STATIC, SQLITE_UTF8);
	case VALUE_BLOB:
		return sqlite3_bind_blob64(handle, at, value->text, value->size, SQLITE_STATIC);
	case VALUE_NULL:
		break;
	}
	return sqlite3_bind_null(handle, at);
}

bool
prepared_bind(
    struct prepared *prepared, const struct value *(*value_of)(void *, const char *), void *self)
{
	int parameters = sqlite3_bind_parameter_count(prepared->handle);

	for (int i = 1; i <= parameters; i++) {
		const char *name = sqlite3_bind_parameter_name(prepared->handle, i);
		const struct value *value = name != NULL ? value_of(self, name) : NULL;

		if (value == NULL) {
			log_line("statement %s: %s was never established",
			    prepared->statement->name, name != NULL ? name : "?");
			return false;
		}
		if (bind_value(prepared->handle, i, value) != SQLITE_OK)
			return false;
	}
	return true;
}

/* false: no memory is left. */
static bool
read_column(sqlite3_stmt *handle, int column, struct value *value)
{
	*value = (struct value){.type = VALUE_NULL, .text = ""};
	switch (sqlite3_column_type(handle, column)) {
	case SQLITE_INTEGER:
		value->type = VALUE_INTEGER;
		value->integer = sqlite3_column_int64(handle, column);
		break;
	case SQLITE_FLOAT:
		value->type = VALUE_REAL;
		value->real = sqlite3_column_double(handle, column);
		break;
	case SQLITE_TEXT:
		value->type = VALUE_TEXT;
		value->text = (const char *)sqlite3_column_text(handle, column);
		value->size = (size_t)sqlite3_column_bytes(handle, column);
		break;
	case SQLITE_BLOB:
		value->type = VALUE_BLOB;
		value->size = (size_t)sqlite3_column_bytes(handle, column);
		if (value->size > 0) /* SQLite gives NULL for an empty one */
			value->text = sqlite3_column_blob(handle, column);
		break;
	default:
		break;
	}
	return value->text != NULL;
}

/* After a change of the schema a statement may have more columns than it had. */
static bool
make_room(struct prepared *prepared)
{
	if (prepared->ncolumns <= prepared->room)
		return true;
	free(prepared->names);
	free(prepared->values);
	prepared->names = calloc(prepared->ncolumns, sizeof *prepared->names);
	prepared->values = calloc(prepared->ncolumns, sizeof *prepared->values);
	prepared->room =
	    prepared->names != NULL && prepared->values != NULL ? prepared->ncolumns : 0;
	return prepared->room > 0;
}

static bool
read_row(struct prepared *prepared)
{
	prepared->ncolumns = (size_t)sqlite3_column_count(prepared->handle);
	if (!make_room(prepared))
		return false;
	for (size_t i = 0; i < prepared->ncolumns; i++) {
		prepared->names[i] = sqlite3_column_name(prepared->handle, (int)i);
		if (prepared->names[i] == NULL ||
		    !read_column(prepared->handle, (int)i, &prepared->values[i]))
			return false;
	}
	return true;
}

int
prepared_step(struct prepared *prepared)
{
	int code = sqlite3_step(prepared->handle);

	return code != SQLITE_ROW || read_row(prepared) ? code : SQLITE_NOMEM;
}

bool
prepared_objection(const struct prepared *prepared, char *sentence, size_t size)
{
	static const char failed[] = "constraint failed: ";
	sqlite3 *database = sqlite3_db_handle(prepared->handle);
	int code = sqlite3_extended_errcode(database);
	const char *said = sqlite3_errmsg(database), *name = strstr(said, failed);

	if (code != SQLITE_CONSTRAINT_TRIGGER && code != SQLITE_CONSTRAINT_CHECK)
		return false;
	snprintf(sentence, size, "%s", name != NULL ? name + strlen(failed) : said);
	return true;
}
