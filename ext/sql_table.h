/*
 * Table-valued functions: SQLite's verbs once for all of them; each function only fills rows.
 */
#ifndef SQL_TABLE_H
#define SQL_TABLE_H

#include "json_string.h"
#include "json_tree.h"
#include "sql_connection.h"

#define SQL_ARGUMENTS_MAX 4

enum sql_cell_type { SQL_NULL, SQL_INTEGER, SQL_TEXT, SQL_JSON };

struct sql_cell {
	enum sql_cell_type type;
	int64_t integer;
	char *text; /* owned */
	size_t length;
};

/* Cells one after another, row after row. */
struct sql_rows {
	struct sql_cell *cells;
	size_t count;
	size_t capacity;
	bool no_memory;
};

void sql_add_null(struct sql_rows *rows);
void sql_add_integer(struct sql_rows *rows, int64_t integer);
/* Copies.  NULL is NULL. */
void sql_add_text(struct sql_rows *rows, const char *text);
void sql_add_bytes(struct sql_rows *rows, enum sql_cell_type type, const char *text, size_t length);
/* As a person would write it: strings without their quotes.  NULL is NULL. */
void sql_add_value(struct sql_rows *rows, const struct json_value *value);
/* Prints the tree, and does not free it. */
void sql_add_tree(struct sql_rows *rows, const cJSON *tree);

/* What a call gives: an argument that was left out is NULL. */
struct sql_call {
	struct sql_connection *connection;
	sqlite3_value *argument[SQL_ARGUMENTS_MAX];
	struct jose_detail detail; /* what an error message says after its sentence */
};

struct sql_table {
	const char *name;
	const char *schema; /* its columns, then its arguments, which are HIDDEN */
	int columns;
	int arguments;
	enum jose_error (*fill)(struct sql_rows *rows, struct sql_call *call);
};

/* Registers the function; the connection is held as long as it stands. */
int sql_table_register(
    sqlite3 *db, const struct sql_table *table, struct sql_connection *connection);

#endif
