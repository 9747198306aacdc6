/*
 * What a scanned text says: its members, its lists, and whether two values are equal.
 */
#include "json_number.h"
#include "json_value.h"

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
