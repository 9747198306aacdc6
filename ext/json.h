/*
 * Strict JSON, RFC 8259 in UTF-8, as tokens need it: nothing is copied, every value is a span of
 * the source text, and what two parsers could read in two ways is refused (RFC 8725 section 2.6).
 */
#ifndef JSON_H
#define JSON_H

#include "jose.h"
#include "json_string.h"

#define JSON_DEPTH 32 /* of objects and arrays within each other */

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

/*
 * JOSE_OK, JOSE_BAD_JSON, JOSE_DUPLICATE_MEMBER or JOSE_NO_MEMORY; json_table_free is due in each
 * case.
 */
enum jose_error json_scan(
    const char *text, size_t length, struct json_value *root, struct json_table *table);
void json_table_free(struct json_table *table);

#endif
