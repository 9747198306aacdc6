/*
 * The strings of JSON, RFC 8259 section 7, after the scanner has seen them.  Section 8.3: two
 * strings are equal when their characters are, however they are written.
 */
#include <stdlib.h>

#include "hex.h"
#include "json_string.h"

/* The shortest form only, no surrogates, nothing above U+10FFFF. */
size_t
json_utf8(const char *at, size_t left)
{
	const unsigned char *byte = (const unsigned char *)at;
	unsigned low = 0x80, high = 0xbf;
	size_t more, i;

	if (left == 0 || (byte[0] >= 0x80 && (byte[0] < 0xc2 || byte[0] > 0xf4)))
		return 0;
	more = byte[0] < 0x80 ? 0 : byte[0] < 0xe0 ? 1 : byte[0] < 0xf0 ? 2 : 3;
	if (byte[0] == 0xe0)
		low = 0xa0;
	else if (byte[0] == 0xed)
		high = 0x9f;
	else if (byte[0] == 0xf0)
		low = 0x90;
	else if (byte[0] == 0xf4)
		high = 0x8f;
	if (left <= more || (more > 0 && (byte[1] < low || byte[1] > high)))
		return 0;
	for (i = 2; i <= more; i++)
		if (byte[i] < 0x80 || byte[i] > 0xbf)
			return 0;
	return more + 1;
}

static unsigned
hex4(const char *digits)
{
	unsigned unit = 0;
	size_t i;

	for (i = 0; i < 4; i++)
		unit = unit << 4 | (unsigned)hex_digit(digits[i]);
	return unit;
}

static size_t
write_utf8(unsigned char *bytes, unsigned point)
{
	if (point < 0x80) {
		bytes[0] = (unsigned char)point;
		return 1;
	}
	if (point < 0x800) {
		bytes[0] = (unsigned char)(0xc0 | point >> 6);
		bytes[1] = (unsigned char)(0x80 | (point & 63));
		return 2;
	}
	if (point < 0x10000) {
		bytes[0] = (unsigned char)(0xe0 | point >> 12);
		bytes[1] = (unsigned char)(0x80 | (point >> 6 & 63));
		bytes[2] = (unsigned char)(0x80 | (point & 63));
		return 3;
	}
	bytes[0] = (unsigned char)(0xf0 | point >> 18);
	bytes[1] = (unsigned char)(0x80 | (point >> 12 & 63));
	bytes[2] = (unsigned char)(0x80 | (point >> 6 & 63));
	bytes[3] = (unsigned char)(0x80 | (point & 63));
	return 4;
}

/*
 * The next byte or escaped character of a string that was scanned before, as UTF-8: at most four
 * bytes.
 */
static size_t
next_character(const char **at, unsigned char bytes[4])
{
	static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
	const char *letter;
	unsigned point;

	if (**at != '\\') {
		bytes[0] = (unsigned char)*(*at)++;
		return 1;
	}
	if ((*at)[1] != 'u') {
		letter = strchr(letters, (*at)[1]);
		bytes[0] = (unsigned char)(letter == NULL ? (*at)[1] : meanings[letter - letters]);
		*at += 2;
		return 1;
	}
	point = hex4(*at + 2);
	*at += 6;
	if (point >= 0xd800 && point <= 0xdfff) {
		point = 0x10000 + ((point - 0xd800) << 10) + (hex4(*at + 2) - 0xdc00);
		*at += 6;
	}
	return write_utf8(bytes, point);
}

char *
json_unescape(const struct json_value *string, size_t *length)
{
	const char *at = string->text + 1, *end = string->text + string->length - 1;
	char *plain = malloc(string->length); /* never longer than its source; and a NUL */

	if (plain == NULL)
		return NULL;
	for (*length = 0; at < end;)
		*length += next_character(&at, (unsigned char *)plain + *length);
	plain[*length] = '\0';
	return plain;
}

/* Compares as if both were unescaped, without a copy of either. */
static int
compare_escaped(const struct json_value *a, const struct json_value *b)
{
	const char *x = a->text + 1, *x_end = a->text + a->length - 1;
	const char *y = b->text + 1, *y_end = b->text + b->length - 1;
	unsigned char left[4], right[4];
	size_t have_left = 0, have_right = 0, from_left = 0, from_right = 0;

	for (;;) {
		if (from_left == have_left) {
			from_left = 0;
			have_left = x < x_end ? next_character(&x, left) : 0;
		}
		if (from_right == have_right) {
			from_right = 0;
			have_right = y < y_end ? next_character(&y, right) : 0;
		}
		if (have_left == 0 || have_right == 0)
			return (have_left != 0) - (have_right != 0);
		if (left[from_left] != right[from_right])
			return left[from_left] < right[from_right] ? -1 : 1;
		from_left++;
		from_right++;
	}
}

int
json_string_compare(const struct json_value *a, const struct json_value *b)
{
	uint32_t common = a->length < b->length ? a->length : b->length;
	int order;

	if (a->escaped || b->escaped)
		return compare_escaped(a, b);
	order = memcmp(a->text + 1, b->text + 1, common - 2);
	return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

bool
json_escaped_string_is(const struct json_value *string, const char *plain, size_t length)
{
	const char *at = string->text + 1, *end = string->text + string->length - 1;
	unsigned char bytes[4];
	size_t n;

	while (at < end) {
		n = next_character(&at, bytes);
		if (n > length || memcmp(plain, bytes, n) != 0)
			return false;
		plain += n;
		length -= n;
	}
	return length == 0;
}
