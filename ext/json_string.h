/*
 * A value of JSON as a span of its source, RFC 8259, and what the strings among these values mean.
 */
#ifndef JSON_STRING_H
#define JSON_STRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/* How many bytes the UTF-8 character takes that begins here (RFC 3629 section 4); 0: none does. */
size_t json_utf8(const char *at, size_t left);

/* The string without quotes and escapes; the caller frees it.  NULL when out of memory. */
char *json_unescape(const struct json_value *string, size_t *length);

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

#endif
