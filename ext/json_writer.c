/*
 * Writing JSON: a text that grows, RFC 8259.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_writer.h"

static void
write_bytes(struct json_writer *writer, const char *bytes, size_t length)
{
	size_t capacity = writer->capacity == 0 ? 256 : writer->capacity;
	char *text;

	if (writer->failed)
		return;
	while (capacity < writer->length + length)
		capacity *= 2;
	if (capacity != writer->capacity) {
		text = realloc(writer->text, capacity);
		if (text == NULL) {
			writer->failed = true;
			return;
		}
		writer->text = text;
		writer->capacity = capacity;
	}
	memcpy(writer->text + writer->length, bytes, length);
	writer->length += length;
}

void
json_write_plain(struct json_writer *writer, const char *plain)
{
	write_bytes(writer, plain, strlen(plain));
}

void
json_write_string(struct json_writer *writer, const char *plain)
{
	char escape[8];
	const char *run;

	write_bytes(writer, "\"", 1);
	for (run = plain; *plain != '\0'; plain++) {
		if ((unsigned char)*plain >= 0x20 && *plain != '"' && *plain != '\\')
			continue;
		write_bytes(writer, run, (size_t)(plain - run));
		snprintf(escape, sizeof escape, "\\u%04x", (unsigned)(unsigned char)*plain);
		json_write_plain(writer, escape);
		run = plain + 1;
	}
	write_bytes(writer, run, (size_t)(plain - run));
	write_bytes(writer, "\"", 1);
}

/*
 * No value ends in an opening brace: what follows one, maybe after white space of the source, is a
 * first member.
 */
static bool
is_first_member(const struct json_writer *writer)
{
	size_t end = writer->length;

	while (end > 0 && memchr(" \t\r\n", writer->text[end - 1], 4) != NULL)
		end--;
	return end == 0 || writer->text[end - 1] == '{';
}

void
json_write_name(struct json_writer *writer, const char *name)
{
	if (!is_first_member(writer))
		write_bytes(writer, ",", 1);
	json_write_string(writer, name);
	write_bytes(writer, ":", 1);
}

void
json_write_integer(struct json_writer *writer, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%" PRId64, number);
	json_write_plain(writer, digits);
}

void
json_write_value(struct json_writer *writer, const struct json_value *value)
{
	write_bytes(writer, value->text, value->length);
}

void
json_write_members(struct json_writer *writer, const struct json_value *object)
{
	write_bytes(writer, object->text + 1, object->length - 2);
}
