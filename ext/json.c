/*
 * A strict scanner of JSON, RFC 8259.  One pass over the text, recursive to a bounded depth, in
 * time linear in the size.  It refuses what RFC 8259 leaves open and parsers read differently:
 * duplicate names, also when escaped (section 4), NUL and lone surrogates in strings, bytes that
 * are not UTF-8 (section 8), and anything after the end.
 */
#include <stdlib.h>
#include <string.h>

#include "hex.h"
#include "json.h"

#define PAIRWISE 8 /* up to here comparing each with each is quicker than sorting */

struct scanner {
	const char *at;
	const char *end;
	struct json_table *table; /* a stack: the names of all objects that are open */
	bool no_memory;
};

static bool scan_value(struct scanner *s, struct json_value *value, unsigned depth);

static void
skip_space(struct scanner *s)
{
	while (
	    s->at < s->end && (*s->at == ' ' || *s->at == '\n' || *s->at == '\r' || *s->at == '\t'))
		s->at++;
}

static bool
take(struct scanner *s, char wanted)
{
	skip_space(s);
	if (s->at == s->end || *s->at != wanted)
		return false;
	s->at++;
	return true;
}

static bool
scan_word(struct scanner *s, const char *word, size_t length)
{
	if ((size_t)(s->end - s->at) < length || memcmp(s->at, word, length) != 0)
		return false;
	s->at += length;
	return true;
}

static bool
scan_digits(struct scanner *s)
{
	const char *start = s->at;

	while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
		s->at++;
	return s->at > start;
}

/* RFC 8259 section 6. */
static bool
scan_number(struct scanner *s)
{
	const char *first;

	if (s->at < s->end && *s->at == '-')
		s->at++;
	first = s->at;
	if (!scan_digits(s) || (*first == '0' && s->at > first + 1))
		return false;
	if (s->at < s->end && *s->at == '.') {
		s->at++;
		if (!scan_digits(s))
			return false;
	}
	if (s->at < s->end && (*s->at == 'e' || *s->at == 'E')) {
		s->at++;
		if (s->at < s->end && (*s->at == '+' || *s->at == '-'))
			s->at++;
		return scan_digits(s);
	}
	return true;
}

static bool
scan_hex4(struct scanner *s, unsigned *unit)
{
	size_t i;
	int digit;

	if (s->end - s->at < 4)
		return false;
	for (*unit = 0, i = 0; i < 4; i++) {
		digit = hex_digit(*s->at++);
		if (digit < 0)
			return false;
		*unit = *unit << 4 | (unsigned)digit;
	}
	return true;
}

/*
 * After the backslash.  RFC 8259 section 7: outside the basic plane a character is two surrogates,
 * in this order.
 */
static bool
scan_escape(struct scanner *s)
{
	unsigned unit;

	if (s->at == s->end)
		return false;
	if (*s->at != 'u')
		return *s->at != '\0' && strchr("\"\\/bfnrt", *s->at++) != NULL;
	s->at++;
	if (!scan_hex4(s, &unit) || unit == 0)
		return false;
	if (unit < 0xd800 || unit > 0xdfff)
		return true;
	return unit < 0xdc00 && scan_word(s, "\\u", 2) && scan_hex4(s, &unit) && unit >= 0xdc00 &&
	       unit <= 0xdfff;
}

static bool
is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

static bool
scan_string(struct scanner *s, bool *escaped)
{
	const char *at = s->at + 1;
	size_t length;

	for (;;) {
		while (at < s->end && is_plain((unsigned char)*at))
			at++;
		s->at = at + 1;
		if (at == s->end || (unsigned char)*at < 0x20)
			return false;
		if (*at == '"')
			return true;
		if (*at == '\\') {
			*escaped = true;
			if (!scan_escape(s))
				return false;
		} else {
			length = json_utf8(at, (size_t)(s->end - at));
			if (length == 0)
				return false;
			s->at = at + length;
		}
		at = s->at;
	}
}

static bool
push(struct scanner *s, const struct json_value *name, size_t *index)
{
	struct json_table *table = s->table;
	struct json_member *members = table->members;

	if (table->count == table->capacity) {
		members = realloc(members == table->first ? NULL : members,
		    2 * table->capacity * sizeof *members);
		if (members == NULL) {
			s->no_memory = true;
			return false;
		}
		if (table->members == table->first)
			memcpy(members, table->first, sizeof table->first);
		table->members = members;
		table->capacity *= 2;
	}
	*index = table->count++;
	members[*index].name = *name;
	return true;
}

static int
compare_names(const void *a, const void *b)
{
	const struct json_value *x = &((const struct json_member *)a)->name;
	const struct json_value *y = &((const struct json_member *)b)->name;

	return json_string_compare(x, y);
}

static void
compare_pair(struct scanner *s, const struct json_member *a, const struct json_member *b)
{
	if (json_string_equal(&a->name, &b->name))
		s->table->twice = a->name;
}

/* Sorting is allowed: the order of an object's members means nothing (RFC 8259 section 4). */
static void
find_duplicates(struct scanner *s, size_t base)
{
	struct json_member *names = s->table->members + base;
	size_t count = s->table->count - base, i, j;

	if (count <= PAIRWISE) {
		for (i = 1; i < count; i++)
			for (j = 0; j < i; j++)
				compare_pair(s, &names[i], &names[j]);
		return;
	}
	qsort(names, count, sizeof *names, compare_names);
	for (i = 1; i < count; i++)
		compare_pair(s, &names[i - 1], &names[i]);
}

static bool
scan_member(struct scanner *s, unsigned depth)
{
	struct json_value name, value;
	size_t index;

	skip_space(s);
	if (s->at == s->end || *s->at != '"' || !scan_value(s, &name, depth) || !take(s, ':'))
		return false;
	if (!push(s, &name, &index) || !scan_value(s, &value, depth))
		return false;
	s->table->members[index].value = value;
	return true;
}

static bool
scan_object(struct scanner *s, unsigned depth)
{
	size_t base = s->table->count;

	s->at++;
	if (take(s, '}'))
		return true;
	do
		if (!scan_member(s, depth + 1))
			return false;
	while (take(s, ','));
	if (!take(s, '}'))
		return false;
	find_duplicates(s, base);
	if (depth > 0)
		s->table->count = base;
	return true;
}

static bool
scan_array(struct scanner *s, unsigned depth)
{
	static const struct json_value nameless = {"", 0, JSON_ABSENT, false};
	struct json_value value;
	size_t index;

	s->at++;
	if (take(s, ']'))
		return true;
	do {
		if (!scan_value(s, &value, depth + 1))
			return false;
		if (depth == 0) {
			if (!push(s, &nameless, &index))
				return false;
			s->table->members[index].value = value;
		}
	} while (take(s, ','));
	return take(s, ']');
}

static bool
scan_typed(struct scanner *s, struct json_value *value, unsigned depth)
{
	switch (*s->at) {
	case '"':
		value->type = JSON_STRING;
		return scan_string(s, &value->escaped);
	case '{':
		value->type = JSON_OBJECT;
		return depth < JSON_DEPTH && scan_object(s, depth);
	case '[':
		value->type = JSON_ARRAY;
		return depth < JSON_DEPTH && scan_array(s, depth);
	case 't':
		value->type = JSON_TRUE;
		return scan_word(s, "true", 4);
	case 'f':
		value->type = JSON_FALSE;
		return scan_word(s, "false", 5);
	case 'n':
		value->type = JSON_NULL;
		return scan_word(s, "null", 4);
	default:
		value->type = JSON_NUMBER;
		return scan_number(s);
	}
}

static bool
scan_value(struct scanner *s, struct json_value *value, unsigned depth)
{
	skip_space(s);
	if (s->at == s->end)
		return false;
	value->text = s->at;
	value->escaped = false;
	if (!scan_typed(s, value, depth))
		return false;
	value->length = (uint32_t)(s->at - value->text);
	return true;
}

enum jose_error
json_scan(const char *text, size_t length, struct json_value *root, struct json_table *table)
{
	struct scanner s = {text, text + length, table, false};
	bool good;

	table->members = table->first;
	table->count = 0;
	table->twice.type = JSON_ABSENT;
	table->capacity = sizeof table->first / sizeof table->first[0];
	good = length <= UINT32_MAX && scan_value(&s, root, 0);
	skip_space(&s);
	table->read = (size_t)(s.at - text);
	if (s.no_memory)
		return JOSE_NO_MEMORY;
	if (!good || s.at != s.end)
		return JOSE_BAD_JSON;
	return table->twice.type == JSON_ABSENT ? JOSE_OK : JOSE_DUPLICATE_MEMBER;
}

void
json_table_free(struct json_table *table)
{
	if (table->members != table->first)
		free(table->members);
}
