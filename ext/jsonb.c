/*
 * JSONB, read into JSON text, so that no other file need know that there are two forms.  SQLite has
 * a function for that from 3.45 on; but an older one too reads a database file that a newer one
 * wrote.
 *
 * A value is a header, then its content.  The header's low four bits are its kind.  The high four
 * are the content's length up to 11; from 12 to 15 they say that the length follows, in 1, 2, 4 or
 * 8 bytes.  An object is names and values in turn, and each name is a string.
 */
#include <stdio.h>
#include <stdlib.h>
#include <openssl/crypto.h>

#include "hex.h"
#include "jsonb.h"

#define LENGTH_INLINE_MAX 11
#define HEX_DIGITS_MAX 16 /* of 64 bits */

enum kind {
	KIND_NULL,
	KIND_TRUE,
	KIND_FALSE,
	KIND_INT,
	KIND_INT5, /* JSON5: hexadecimal */
	KIND_FLOAT,
	KIND_FLOAT5,  /* JSON5: no digit before the point, or none after it */
	KIND_TEXT,    /* needs no escapes */
	KIND_TEXTJ,   /* with those of JSON */
	KIND_TEXT5,   /* with those of JSON5 */
	KIND_TEXTRAW, /* as it is meant, to be escaped */
	KIND_ARRAY,
	KIND_OBJECT,
	KINDS
};

struct value {
	unsigned kind;
	const char *content;
	size_t length;
};

/* Where the text goes: measured first, with NULL, then written. */
struct sink {
	char *text;
	size_t length;
};

static void
put(struct sink *sink, const char *text, size_t length)
{
	if (sink->text != NULL)
		memcpy(sink->text + sink->length, text, length);
	sink->length += length;
}

/* The value at the start of the bytes; what is after it is left. */
static bool
take_value(const char **at, const char *end, struct value *value)
{
	const unsigned char *byte = (const unsigned char *)*at;
	size_t left = (size_t)(end - *at), count, i;
	uint64_t length;

	if (left == 0)
		return false;
	value->kind = *byte & 15;
	length = *byte >> 4;
	count = length <= LENGTH_INLINE_MAX ? 0 : (size_t)1 << (length - LENGTH_INLINE_MAX - 1);
	if (count >= left)
		return false;
	for (i = 0; i < count; i++)
		length = (i == 0 ? 0 : length << 8) | byte[1 + i];
	left -= 1 + count;
	if (length > left)
		return false;
	value->content = *at + 1 + count;
	value->length = (size_t)length;
	*at = value->content + value->length;
	return true;
}

static bool write_value(struct sink *sink, const struct value *value, unsigned depth);

/*
 * Only what a number is made of, so that nothing else gets into the text; the scanner looks at the
 * order.
 */
static bool
write_number(struct sink *sink, const struct value *value)
{
	size_t i;

	for (i = 0; i < value->length; i++)
		if (value->content[i] == '\0' ||
		    strchr("0123456789+-.eE", value->content[i]) == NULL)
			return false;
	put(sink, value->content, value->length);
	return value->length > 0;
}

/* JSON has no hexadecimal numbers.  SQLite says the same of one that 64 bits do not hold. */
static bool
write_hex_number(struct sink *sink, const struct value *value)
{
	const char *at = value->content, *end = at + value->length, *digits;
	uint64_t number = 0;
	char text[24];

	if (at < end && *at == '-')
		put(sink, at++, 1);
	if (end - at < 3 || at[0] != '0' || (at[1] | 32) != 'x')
		return false;
	for (at += 2; end - at > 1 && *at == '0';)
		at++;
	for (digits = at; at < end && hex_digit(*at) >= 0; at++)
		number = number << 4 | (unsigned)hex_digit(*at);
	snprintf(text, sizeof text, "%llu", (unsigned long long)number);
	if (end - digits > HEX_DIGITS_MAX)
		put(sink, "9.0e999", 7);
	else
		put(sink, text, strlen(text));
	return at == end;
}

static bool
is_digit(const char *at, const char *end)
{
	return at < end && *at >= '0' && *at <= '9';
}

/* RFC 8259 section 6: digits stand on both sides of the point. */
static bool
write_bare_point(struct sink *sink, const struct value *value)
{
	const char *at = value->content, *end = at + value->length;
	struct value piece = {KIND_FLOAT, at, 0};
	bool digits;

	for (; at < end && *at != '.'; at++)
		piece.length++;
	if (at == end || (piece.length > 0 && !write_number(sink, &piece)))
		return false;
	digits = at > value->content && is_digit(at - 1, end);
	if (!digits)
		put(sink, "0", 1);
	put(sink, at++, 1);
	if (!is_digit(at, end))
		put(sink, "0", 1);
	piece = (struct value){KIND_FLOAT, at, (size_t)(end - at)};
	return at == end ? digits : write_number(sink, &piece);
}

static void
put_escaped(struct sink *sink, unsigned char c)
{
	char text[8];

	snprintf(text, sizeof text, "\\u%04x", c);
	put(sink, text, strlen(text));
}

/*
 * What JSON5 escapes and JSON does not, from the backslash on (json5.org, section 5).  Returns how
 * many bytes it takes; 0 for none of these.
 */
static size_t
write_escape5(struct sink *sink, const char *at, size_t left)
{
	static const char *const ends[] = {"\r\n", "\r", "\n", "\xe2\x80\xa8", "\xe2\x80\xa9"};
	size_t i, length;

	if (left >= 2 && at[1] == '\'') {
		put(sink, "'", 1);
		return 2;
	}
	if (left >= 2 && (at[1] == 'v' || at[1] == '0')) {
		put_escaped(sink, at[1] == 'v' ? '\v' : '\0');
		return 2;
	}
	if (left >= 4 && at[1] == 'x' && hex_digit(at[2]) >= 0 && hex_digit(at[3]) >= 0) {
		put(sink, "\\u00", 4);
		put(sink, at + 2, 2);
		return 4;
	}
	for (i = 0; i < sizeof ends / sizeof ends[0]; i++) { /* a line that goes on */
		length = strlen(ends[i]);
		if (left > length && memcmp(at + 1, ends[i], length) == 0)
			return 1 + length;
	}
	return 0;
}

/* A backslash that begins an escape of JSON, which the scanner looks at. */
static bool
is_escape(const char *at, size_t left)
{
	return left >= 2 && at[0] == '\\' && at[1] != '\0' && strchr("\"\\/bfnrtu", at[1]) != NULL;
}

/*
 * The next piece of a string, by what its kind allows.  Returns how many bytes it takes; 0 when the
 * kind does not allow it: a quote that is not escaped would end the string.
 */
static size_t
write_piece(struct sink *sink, unsigned kind, const char *at, size_t left)
{
	unsigned char c = (unsigned char)*at;
	bool special = c == '"' || c == '\\';

	if (c >= 0x20 && !special) {
		put(sink, at, 1);
		return 1;
	}
	if (kind == KIND_TEXTRAW || (kind == KIND_TEXT5 && c != '\\')) {
		put_escaped(sink, c);
		return 1;
	}
	if ((kind == KIND_TEXTJ || kind == KIND_TEXT5) && is_escape(at, left)) {
		put(sink, at, 2);
		return 2;
	}
	return kind == KIND_TEXT5 ? write_escape5(sink, at, left) : 0;
}

static bool
write_string(struct sink *sink, const struct value *value)
{
	size_t at = 0, taken = 1;

	put(sink, "\"", 1);
	for (; at < value->length && taken > 0; at += taken)
		taken = write_piece(sink, value->kind, value->content + at, value->length - at);
	put(sink, "\"", 1);
	return taken > 0;
}

static bool
is_string(const struct value *value)
{
	return value->kind >= KIND_TEXT && value->kind <= KIND_TEXTRAW;
}

static bool
write_container(struct sink *sink, const struct value *value, unsigned depth)
{
	const char *at = value->content, *end = at + value->length;
	bool object = value->kind == KIND_OBJECT, name = object;
	struct value inner;

	if (depth == JSON_DEPTH)
		return false;
	put(sink, object ? "{" : "[", 1);
	while (at < end) {
		if (at > value->content)
			put(sink, object && !name ? ":" : ",", 1);
		if (!take_value(&at, end, &inner) || (name && !is_string(&inner)) ||
		    !write_value(sink, &inner, depth + 1))
			return false;
		name = object && !name;
	}
	put(sink, object ? "}" : "]", 1);
	return name == object;
}

static bool
write_value(struct sink *sink, const struct value *value, unsigned depth)
{
	static const char *const words[] = {"null", "true", "false"};
	static bool (*const writers[KINDS])(struct sink * sink, const struct value *value) = {
	    [KIND_INT] = write_number,
	    [KIND_INT5] = write_hex_number,
	    [KIND_FLOAT] = write_number,
	    [KIND_FLOAT5] = write_bare_point,
	    [KIND_TEXT] = write_string,
	    [KIND_TEXTJ] = write_string,
	    [KIND_TEXT5] = write_string,
	    [KIND_TEXTRAW] = write_string,
	};

	if (value->kind >= KINDS)
		return false;
	if (value->kind >= KIND_ARRAY)
		return write_container(sink, value, depth);
	if (value->kind > KIND_FALSE)
		return writers[value->kind](sink, value);
	put(sink, words[value->kind], strlen(words[value->kind]));
	return value->length == 0;
}

bool
jsonb_is_container(const void *bytes, size_t length)
{
	const char *at = bytes, *end = at + length;
	struct value value;

	return take_value(&at, end, &value) && at == end &&
	       (value.kind == KIND_ARRAY || value.kind == KIND_OBJECT);
}

/* The text is then held to the strict rules that hold for all JSON here. */
static enum jose_error
examine(const char *text, size_t length)
{
	struct json_table table;
	struct json_value root;
	enum jose_error err = json_scan(text, length, &root, &table);

	json_table_free(&table);
	return err == JOSE_DUPLICATE_MEMBER ? JOSE_OK : err;
}

enum jose_error
jsonb_read(const void *bytes, size_t length, char **text, size_t *text_length)
{
	const char *at = bytes, *end = at + length;
	struct sink sink = {NULL, 0};
	struct value value;
	enum jose_error err;

	*text = NULL;
	if (!take_value(&at, end, &value) || at != end || !write_value(&sink, &value, 0))
		return JOSE_BAD_JSON;
	sink.text = malloc(sink.length + 1);
	if (sink.text == NULL)
		return JOSE_NO_MEMORY;
	sink.length = 0;
	write_value(&sink, &value, 0);
	err = examine(sink.text, sink.length);
	if (err != JOSE_OK) {
		jsonb_free(sink.text, sink.length);
		return err;
	}
	*text = sink.text;
	*text_length = sink.length;
	return JOSE_OK;
}

void
jsonb_free(char *text, size_t length)
{
	if (text != NULL)
		OPENSSL_cleanse(text, length);
	free(text);
}
