/*
 * What a scanned value means: strings without their escapes, lists, equality.
 * RFC 8259 section 8.3: two strings are equal when their characters are, however they are written.
 */
#include <stdlib.h>
#include <string.h>
#include <cjson/cJSON.h>
#include <openssl/crypto.h>

#include "json.h"

static unsigned
hex4(const char *digits)
{
	unsigned unit = 0;
	size_t i;

	for (i = 0; i < 4; i++)
		unit = unit << 4 |
		       (unsigned)(digits[i] <= '9' ? digits[i] - '0' : (digits[i] | 32) - 'a' + 10);
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

/* The next byte or escaped character of a string that was scanned before, as UTF-8: at most four
 * bytes. */
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

const struct json_value *
json_member(const struct json_table *table, const char *name)
{
	size_t length = strlen(name), i;

	for (i = 0; i < table->count; i++)
		if (json_string_is(&table->members[i].name, name, length))
			return &table->members[i].value;
	return NULL;
}

const struct json_value *
json_member_named(const struct json_table *table, const struct json_value *name)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (json_string_equal(&table->members[i].name, name))
			return &table->members[i].value;
	return NULL;
}

static bool
equal_members(const struct json_table *a, const struct json_table *b, bool named)
{
	const struct json_value *other;
	size_t i;

	for (i = 0; i < a->count; i++) {
		other = named ? json_member_named(b, &a->members[i].name) : &b->members[i].value;
		if (other == NULL || !json_equal(&a->members[i].value, other))
			return false;
	}
	return true;
}

static bool
equal_containers(const struct json_value *a, const struct json_value *b)
{
	struct json_table left, right;
	struct json_value root;
	bool equal;

	equal = json_scan(a->text, a->length, &root, &left) == JOSE_OK;
	equal = json_scan(b->text, b->length, &root, &right) == JOSE_OK && equal;
	equal = equal && left.count == right.count &&
		equal_members(&left, &right, a->type == JSON_OBJECT);
	json_table_free(&left);
	json_table_free(&right);
	return equal;
}

bool
json_equal(const struct json_value *a, const struct json_value *b)
{
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case JSON_STRING:
		return json_string_equal(a, b);
	case JSON_NUMBER:
		return json_number_equal(a, b);
	case JSON_ARRAY:
	case JSON_OBJECT:
		return equal_containers(a, b);
	default:
		return true;
	}
}

bool
json_any_string(const struct json_value *list, const struct json_value *wanted)
{
	struct json_table table;
	struct json_value root;
	bool found = false;
	size_t i;

	if (list->type != JSON_ARRAY)
		return list->type == JSON_STRING && json_string_equal(list, wanted);
	if (json_scan(list->text, list->length, &root, &table) == JOSE_OK)
		for (i = 0; i < table.count; i++)
			found |= table.members[i].value.type == JSON_STRING &&
				 json_string_equal(&table.members[i].value, wanted);
	json_table_free(&table);
	return found;
}

bool
json_all_strings(const struct json_value *list)
{
	struct json_table table;
	struct json_value root;
	bool strings;
	size_t i;

	if (list->type != JSON_ARRAY)
		return list->type == JSON_STRING;
	strings = json_scan(list->text, list->length, &root, &table) == JOSE_OK;
	for (i = 0; strings && i < table.count; i++)
		strings = table.members[i].value.type == JSON_STRING;
	json_table_free(&table);
	return strings;
}

enum jose_error
json_tree(const char *text, size_t length, cJSON **tree)
{
	struct json_table table;
	struct json_value root;
	enum jose_error err = json_scan(text, length, &root, &table);

	json_table_free(&table);
	if (err != JOSE_OK)
		return err;
	*tree = cJSON_ParseWithLength(text, length);
	/* It was good JSON, so nothing else can be wrong. */
	return *tree == NULL ? JOSE_NO_MEMORY : JOSE_OK;
}

static void
wipe(cJSON *node)
{
	for (; node != NULL; node = node->next) {
		if (node->valuestring != NULL)
			OPENSSL_cleanse(node->valuestring, strlen(node->valuestring));
		wipe(node->child);
	}
}

void
json_tree_free(cJSON *tree)
{
	wipe(tree);
	cJSON_Delete(tree);
}
