/*
 * Strict JSON, RFC 8259 in UTF-8, as tokens need it: nothing is copied, every value is a span of
 * the source text, and what two parsers could read in two ways is refused (RFC 8725 section 2.6).
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "jose.h"

struct cJSON;

#define JSON_DEPTH 32                             /* of objects and arrays within each other */
#define JSON_NUMBER_MAX INT64_C(9007199254740992) /* 2^53: each whole number to here is itself */

/* Bits, so that a rule can allow several. */
enum json_type {
	JSON_ABSENT = 0,
	JSON_NULL = 1,
	JSON_FALSE = 2,
	JSON_TRUE = 4,
	JSON_BOOLEAN = JSON_FALSE | JSON_TRUE,
	JSON_NUMBER = 8,
	JSON_STRING = 16,
	JSON_ARRAY = 32,
	JSON_OBJECT = 64,
	JSON_ANY = 127
};

/* The exact bytes of a value in its source, quotes and brackets included. */
struct json_value {
	const char *text;
	uint32_t length;
	uint8_t type;
	bool escaped; /* a string with a backslash in it */
};

struct json_member {
	struct json_value name; /* JSON_ABSENT in an array */
	struct json_value value;
};

/* The members of the outermost object, or the elements of the outermost array. */
struct json_table {
	struct json_member *members;
	size_t count;
	size_t capacity;
	struct json_value twice;      /* JOSE_DUPLICATE_MEMBER: a name that stands twice */
	size_t read;                  /* JOSE_BAD_JSON: bytes before what could not be read */
	struct json_member first[24]; /* enough for most tokens: no allocation */
};

/* JOSE_OK, JOSE_BAD_JSON, JOSE_DUPLICATE_MEMBER or JOSE_NO_MEMORY; json_table_free is due in each
 * case. */
enum jose_error json_scan(
    const char *text, size_t length, struct json_value *root, struct json_table *table);
void json_table_free(struct json_table *table);

/* The value of that name; NULL when there is none. */
const struct json_value *json_member(const struct json_table *table, const char *name);
/* The same for a name that is a scanned string itself. */
const struct json_value *json_member_named(
    const struct json_table *table, const struct json_value *name);

/* Strings are compared by what they mean, not by how they are escaped. */
int json_string_compare(const struct json_value *a, const struct json_value *b);
bool json_escaped_string_is(const struct json_value *string, const char *plain, size_t length);

static inline bool
json_string_equal(const struct json_value *a, const struct json_value *b)
{
	if (a->escaped || b->escaped)
		return json_string_compare(a, b) == 0;
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static inline bool
json_string_is(const struct json_value *string, const char *plain, size_t length)
{
	if (string->escaped)
		return json_escaped_string_is(string, plain, length);
	return string->length == length + 2 && memcmp(string->text + 1, plain, length) == 0;
}

bool json_equal(const struct json_value *a, const struct json_value *b);

/* A claim such as aud is a string or an array of strings.  Without memory both say no: they fail
 * closed. */
bool json_any_string(const struct json_value *list, const struct json_value *wanted);
bool json_all_strings(const struct json_value *list);

/* A number to compute with, without an error: whole + billionths / 10^9. */
struct json_decimal {
	int64_t whole;
	int32_t billionths; /* from 0, also of a negative number: -0.1 is -1 + 0.9 */
	bool more;          /* and less than a billionth more, that was left out */
};

/* How many bytes the character of UTF-8 takes that begins here (RFC 3629 section 4); 0: it is none.
 */
size_t json_utf8(const char *at, size_t left);

/* False outside [-2^53, 2^53]. */
bool json_number(const struct json_value *number, struct json_decimal *result);
/* Digit by digit: 1.0 and 1e0 are one number, 9007199254740992 and 9007199254740993 are two. */
bool json_number_equal(const struct json_value *a, const struct json_value *b);

/* The string without quotes and escapes; the caller frees it.  NULL when out of memory. */
char *json_unescape(const struct json_value *string, size_t *length);

/* The tree of a strictly checked text, for keys and key sets only: tokens are read by json_scan
 * alone. */
enum jose_error json_tree(const char *text, size_t length, struct cJSON **tree);
/* Wipes every string before freeing: a tree may be a private key. */
void json_tree_free(struct cJSON *tree);

#endif
