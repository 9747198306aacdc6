/*
 * The rows of a table-valued function: cells one after another.
 */
#ifndef SQL_ROWS_H
#define SQL_ROWS_H

#include "json_string.h"
#include "json_tree.h"

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
/* Wipes the texts before freeing. */
void sql_rows_clear(struct sql_rows *rows);

#endif
