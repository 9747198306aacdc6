/*
 * The rows of a table-valued function.
 */
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>

#include "sql_rows.h"
#include "sql_value.h"

static struct sql_cell *
add(struct sql_rows *rows, enum sql_cell_type type)
{
	size_t capacity = rows->capacity == 0 ? 64 : 2 * rows->capacity;
	struct sql_cell *cells;

	if (rows->count == rows->capacity) {
		cells = realloc(rows->cells, capacity * sizeof *cells);
		if (cells == NULL) {
			rows->no_memory = true;
			return NULL;
		}
		rows->cells = cells;
		rows->capacity = capacity;
	}
	cells = &rows->cells[rows->count++];
	memset(cells, 0, sizeof *cells);
	cells->type = type;
	return cells;
}

void
sql_add_null(struct sql_rows *rows)
{
	add(rows, SQL_NULL);
}

void
sql_add_integer(struct sql_rows *rows, int64_t integer)
{
	struct sql_cell *cell = add(rows, SQL_INTEGER);

	if (cell != NULL)
		cell->integer = integer;
}

void
sql_add_bytes(struct sql_rows *rows, enum sql_cell_type type, const char *text, size_t length)
{
	struct sql_cell *cell = add(rows, type);

	if (cell == NULL)
		return;
	cell->text = malloc(length + 1);
	cell->length = length;
	if (cell->text == NULL)
		rows->no_memory = true;
	else
		memcpy(cell->text, text, length);
}

void
sql_add_text(struct sql_rows *rows, const char *text)
{
	if (text == NULL)
		sql_add_null(rows);
	else
		sql_add_bytes(rows, SQL_TEXT, text, strlen(text));
}

void
sql_add_value(struct sql_rows *rows, const struct json_value *value)
{
	size_t length;
	char *plain;

	if (value == NULL || value->type == JSON_ABSENT) {
		sql_add_null(rows);
	} else if (value->type != JSON_STRING) {
		sql_add_bytes(rows, SQL_TEXT, value->text, value->length);
	} else if ((plain = json_unescape(value, &length)) == NULL) {
		rows->no_memory = true;
	} else {
		sql_add_bytes(rows, SQL_TEXT, plain, length);
		free(plain);
	}
}

void
sql_add_tree(struct sql_rows *rows, const cJSON *tree)
{
	char *text = json_tree_text(tree);

	if (text == NULL)
		rows->no_memory = true;
	else
		sql_add_bytes(rows, SQL_JSON, text, strlen(text));
	json_tree_text_free(text);
}

/* A cell may hold a private key that the caller gave. */
void
sql_rows_clear(struct sql_rows *rows)
{
	size_t i;

	for (i = 0; i < rows->count; i++) {
		if (rows->cells[i].text != NULL)
			OPENSSL_cleanse(rows->cells[i].text, rows->cells[i].length);
		free(rows->cells[i].text);
	}
	free(rows->cells);
	memset(rows, 0, sizeof *rows);
}
