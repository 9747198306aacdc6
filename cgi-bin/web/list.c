/*
 * list: rows into a JSON array, and a JSON array into rows.
 */
#include <stdio.h>
#include <string.h>
#include <cjson/cJSON.h>

#include "exchange_room.h"
#include "list.h"

enum { EXACT_DIGITS = 24 };

/* Not as a double: an integer beyond 2^53 would come out as another one. */
static cJSON *
integer_as_json(int64_t integer)
{
	char digits[EXACT_DIGITS];

	snprintf(digits, sizeof digits, "%lld", (long long)integer);
	return cJSON_CreateRaw(digits);
}

static cJSON *
value_as_json(const struct value *value)
{
	switch (value->type) {
	case VALUE_INTEGER:
		return integer_as_json(value->integer);
	case VALUE_REAL:
		return cJSON_CreateNumber(value->real);
	case VALUE_TEXT:
		return cJSON_CreateString(value->text);
	case VALUE_NULL:
	case VALUE_BLOB:
		break;
	}
	return cJSON_CreateNull();
}

/* What nobody has taken is not left behind. */
static bool
is_taken(bool taken, cJSON *item)
{
	if (!taken)
		cJSON_Delete(item);
	return taken;
}

static bool
add_member(cJSON *object, const char *name, const struct value *value)
{
	cJSON *item = value_as_json(value);

	return is_taken(cJSON_AddItemToObject(object, name, item), item);
}

bool
list_add(cJSON *list, const struct store_row *row)
{
	cJSON *object = cJSON_CreateObject();
	bool good = is_taken(cJSON_AddItemToArray(list, object), object);

	for (size_t i = 0; good && i < row->ncolumns; i++)
		good = add_member(object, row->names[i], &row->values[i]);
	return good;
}

static bool
list_row(void *self, const struct store_row *row)
{
	return list_add(self, row);
}

bool
list_establish(struct exchange *x, const char *name, cJSON *list)
{
	char *text = cJSON_PrintUnformatted(list);
	bool done = text != NULL && exchange_establish_text(x, name, text);

	if (text == NULL)
		fault(x, name);
	cJSON_free(text);
	cJSON_Delete(list);
	return done;
}

bool
establish_list(struct exchange *x, const char *name, const struct statement *rows)
{
	cJSON *array = cJSON_CreateArray();
	enum store_result result = exchange_run(x, rows, array, list_row);

	if (result == STORE_ROW || result == STORE_NONE)
		return list_establish(x, name, array);
	cJSON_Delete(array);
	return false;
}

bool
establish_each(
    struct exchange *x, const char *name, const char *list, const struct statement *statement)
{
	cJSON *array = text_of(x, list) != NULL ? cJSON_Parse(text_of(x, list)) : NULL;
	const cJSON *item;

	if (!cJSON_IsArray(array))
		fault(x, list);
	cJSON_ArrayForEach (item, array) {
		struct value value = {.type = VALUE_TEXT, .text = item->valuestring};

		value.size = value.text != NULL ? strlen(value.text) : 0;
		if (value.text == NULL || !names_replace(&x->names, '@', name, &value))
			fault(x, name);
		if (!refused(x))
			establish(x, statement);
	}
	cJSON_Delete(array);
	return !refused(x);
}

static bool
add_endpoints(cJSON *object, const struct route *route)
{
	for (; route->path != NULL; route++)
		if (route->metadata != NULL &&
		    cJSON_AddStringToObject(object, route->metadata, route->path) == NULL)
			return false;
	return true;
}

bool
establish_endpoints(struct exchange *x, const char *name)
{
	cJSON *object = cJSON_CreateObject();
	bool good = true;

	for (const struct route *const *wing = x->program->wings; *wing != NULL; wing++)
		good = good && add_endpoints(object, *wing);
	if (good)
		return list_establish(x, name, object);
	cJSON_Delete(object);
	fault(x, name);
	return false;
}
