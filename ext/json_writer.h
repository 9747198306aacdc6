/*
 * Writing JSON: a text that grows.  Running out of memory is remembered, and the caller looks once,
 * at the end.
 */
#ifndef JSON_WRITER_H
#define JSON_WRITER_H

#include "json_string.h"

/* Starts zeroed; the caller frees the text. */
struct json_writer {
	char *text;
	size_t length;
	size_t capacity;
	bool failed;
};

/* As it is. */
void json_write_plain(struct json_writer *writer, const char *plain);
/* With quotes, and escaped as RFC 8259 section 7 says. */
void json_write_string(struct json_writer *writer, const char *plain);
/* The name of a member, and a comma before it unless it is the first of its object. */
void json_write_name(struct json_writer *writer, const char *name);
void json_write_integer(struct json_writer *writer, int64_t number);
/* The value as it was written in its source. */
void json_write_value(struct json_writer *writer, const struct json_value *value);
/* What stands between the braces of a scanned object. */
void json_write_members(struct json_writer *writer, const struct json_value *object);

#endif
