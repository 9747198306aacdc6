/*
 * Table-valued functions: SQLite's verbs once for all of them; each function only fills rows.
 */
#ifndef SQL_TABLE_H
#define SQL_TABLE_H

#include "sql_connection.h"
#include "sql_rows.h"

#define SQL_ARGUMENTS_MAX 4

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
