/*
 * form: application/x-www-form-urlencoded, as the URL standard parses it, but refusing what it
 * would repair.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cjson/cJSON.h>

#include "form.h"

const char form_no_memory[] = "no memory";

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
form_decode(char *text, size_t *size)
{
	size_t to = 0;

	for (size_t from = 0; from < *size; from++) {
		char c = text[from];

		if (c == '%') {
			int high = from + 2 < *size ? hex_digit(text[from + 1]) : -1;
			int low = from + 2 < *size ? hex_digit(text[from + 2]) : -1;

			if (high < 0 || low < 0)
				return false;
			c = (char)(high << 4 | low);
			from += 2;
		} else if (c == '+') {
			c = ' ';
		}
		text[to++] = c;
	}
	*size = to;
	return true;
}

/* RFC 3629 section 4: how a sequence goes on is decided by its first two bytes. */
static const struct {
	unsigned char first_low, first_high, second_low, second_high;
	size_t length;
} utf8_sequences[] = {
    /* clang-format off */
	{ 0xc2, 0xdf, 0x80, 0xbf, 2 },
	{ 0xe0, 0xe0, 0xa0, 0xbf, 3 }, /* no overlong forms */
	{ 0xe1, 0xec, 0x80, 0xbf, 3 },
	{ 0xed, 0xed, 0x80, 0x9f, 3 }, /* no surrogates */
	{ 0xee, 0xef, 0x80, 0xbf, 3 },
	{ 0xf0, 0xf0, 0x90, 0xbf, 4 },
	{ 0xf1, 0xf3, 0x80, 0xbf, 4 },
	{ 0xf4, 0xf4, 0x80, 0x8f, 4 }, /* nothing beyond U+10FFFF */
    /* clang-format on */
};

/* The length of the sequence of several bytes that starts here; 0: there is none. */
static size_t
utf8_sequence(const unsigned char *bytes, size_t left)
{
	for (size_t i = 0; i < sizeof utf8_sequences / sizeof *utf8_sequences; i++) {
		size_t length = utf8_sequences[i].length;

		if (bytes[0] < utf8_sequences[i].first_low ||
		    bytes[0] > utf8_sequences[i].first_high)
			continue;
		if (length > left)
			return 0;
		if (bytes[1] < utf8_sequences[i].second_low ||
		    bytes[1] > utf8_sequences[i].second_high)
			continue;
		for (size_t k = 2; k < length; k++)
			if ((bytes[k] & 0xc0) != 0x80)
				return 0;
		return length;
	}
	return 0;
}

bool
form_is_utf8(const char *text, size_t size)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t at = 0;

	while (at < size) {
		size_t length = bytes[at] < 0x80 ? 1 : utf8_sequence(bytes + at, size - at);

		if (length == 0)
			return false;
		at += length;
	}
	return true;
}

/* \uXXXX whose second digit is one of these, behind a D: half of a character beyond U+FFFF. */
static bool
is_half(const char *json, const char *digits)
{
	return strncmp(json, "\\u", 2) == 0 && (json[2] == 'd' || json[2] == 'D') &&
	       json[3] != '\0' && strchr(digits, json[3]) != NULL &&
	       isxdigit((unsigned char)json[4]) && isxdigit((unsigned char)json[5]);
}

const char *
form_json_flaw(const char *json)
{
	static const char first[] = "89aAbB", second[] = "cCdDeEfF";

	for (; (json = strchr(json, '\\')) != NULL && json[1] != '\0'; json += 2) {
		if (strncmp(json + 1, "u0000", 5) == 0)
			return "form_nul";
		if (is_half(json, second) || (is_half(json, first) && !is_half(json + 6, second)))
			return "form_not_utf8";
		if (is_half(json, first))
			json += 6; /* and the second half is behind it */
	}
	return NULL;
}

/* A name or a value, decoded where it stands, with a NUL behind it; or what is wrong with it. */
static const char *
decode(char *text, size_t *size)
{
	if (!form_decode(text, size))
		return "form_broken";
	if (memchr(text, '\0', *size) != NULL)
		return "form_nul";
	if (!form_is_utf8(text, *size))
		return "form_not_utf8";
	text[*size] = '\0';
	return NULL;
}

/* One name=value pair.  The value comes first: the name ends where the value's '=' stood. */
static const char *
parse_pair(char *pair, size_t size, form_taker *take, void *self)
{
	char *equals = memchr(pair, '=', size);
	size_t name_size = equals != NULL ? (size_t)(equals - pair) : size;
	char *value = equals != NULL ? equals + 1 : pair + size;
	size_t value_size = equals != NULL ? size - name_size - 1 : 0;
	const char *flaw = decode(value, &value_size);
	const char *name_flaw = decode(pair, &name_size);
	const char *reason;

	if (name_flaw != NULL)
		return name_flaw;
	reason = take(self, pair, flaw == NULL ? value : NULL, value_size);
	return flaw != NULL ? flaw : reason;
}

const char *
form_parse(const char *text, size_t size, form_taker *take, void *self)
{
	char *copy = malloc(size + 1);
	const char *reason = NULL;
	size_t parameters = 0;

	if (copy == NULL)
		return form_no_memory;
	memcpy(copy, text, size);
	copy[size] = '\0';
	for (size_t start = 0; start < size;) {
		char *ampersand = memchr(copy + start, '&', size - start);
		size_t length =
		    ampersand != NULL ? (size_t)(ampersand - copy) - start : size - start;

		if (length > 0) { /* of a&&b, nothing stands between */
			const char *flaw;

			if (++parameters > FORM_PARAMETERS) {
				reason = "form_too_many";
				break;
			}
			flaw = parse_pair(copy + start, length, take, self);
			reason = reason != NULL ? reason : flaw;
		}
		start += length + 1;
	}
	explicit_bzero(copy, size);
	free(copy);
	return reason;
}

/* RFC 3986 section 2.3: what needs no escape. */
static void
write_escaped(FILE *out, const char *text)
{
	static const char unreserved[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (; *text != '\0'; text++)
		if (strchr(unreserved, *text) != NULL)
			fputc(*text, out);
		else
			fprintf(out, "%%%02X", (unsigned int)(unsigned char)*text);
}

static void
write_members(FILE *out, const cJSON *object)
{
	const char *separator = "";
	const cJSON *member;

	cJSON_ArrayForEach (member, object) {
		char *number = cJSON_IsNumber(member) || cJSON_IsBool(member)
				   ? cJSON_PrintUnformatted(member)
				   : NULL;
		const char *value = cJSON_IsString(member) ? member->valuestring : number;

		if (value != NULL) {
			fputs(separator, out);
			write_escaped(out, member->string);
			fputc('=', out);
			write_escaped(out, value);
			separator = "&";
		}
		cJSON_free(number);
	}
}

char *
form_encode(const char *json_object)
{
	cJSON *object = cJSON_Parse(json_object);
	char *text = NULL;
	size_t size;
	FILE *out = cJSON_IsObject(object) ? open_memstream(&text, &size) : NULL;

	if (out != NULL) {
		write_members(out, object);
		if (fclose(out) != 0) {
			free(text);
			text = NULL;
		}
	}
	cJSON_Delete(object);
	return text;
}
