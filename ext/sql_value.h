/*
 * Unwrapping and wrapping SQL values.  Between the two stands one call of a file that knows no
 * SQLite.
 */
#ifndef SQL_VALUE_H
#define SQL_VALUE_H

#include <sqlite3ext.h>

#include "jose.h"
#include "json_tree.h"

#ifndef SQLITE_RESULT_SUBTYPE
#define SQLITE_RESULT_SUBTYPE 0x001000000 /* SQLite 3.45; older ones do not look at the bit */
#endif

/* The C function of an SQL function. */
#define SQL_FUNCTION(name) void sql_##name(sqlite3_context *ctx, int argc, sqlite3_value **argv)

/* ---- unwrap ---- */

/*
 * Text or blob, as its bytes; "" for an empty one, NULL for NULL and for an argument left out,
 * which in C is NULL.
 */
const char *sql_bytes(sqlite3_value *value, size_t *length);
/* The same as a C string: "" for text with a NUL inside. */
const char *sql_word(sqlite3_value *value);
/* An argument that is JSON: its text, or the text of its JSONB. */
struct sql_json_text {
	const char *text; /* NULL: the argument is NULL, or left out */
	size_t length;
	char *made; /* the text, where it is ours */
};

/* JOSE_NO_MEMORY is the only error; sql_json_text_free is due in each case. */
enum jose_error sql_json_text_read(sqlite3_value *value, struct sql_json_text *json);
void sql_json_text_free(struct sql_json_text *json);
/*
 * The same for options, which are {} when they are left out.  NULL is JOSE_OPTIONS_NOT_OBJECT: it
 * came from somewhere that failed, and would ask for less than was meant.
 */
enum jose_error sql_options(sqlite3_value *value, struct sql_json_text *options);

/* ---- wrap ---- */

/* Writes two hexadecimal digits for each byte, and a NUL. */
void sql_hex(char *text, const unsigned char *bytes, size_t length);
void sql_json(sqlite3_context *ctx, const char *text, size_t length);
/* "there is no such option: audience".  NULL without memory; sqlite3_free frees it. */
char *sql_message(enum jose_error err, const struct jose_detail *detail);
/* Raises that message; detail is NULL for a call without options. */
void sql_raise(sqlite3_context *ctx, enum jose_error err, const struct jose_detail *detail);
/* Prints the tree as JSON, and frees it with all its secrets. */
void sql_json_tree(sqlite3_context *ctx, cJSON *tree);

#endif
