/*
 * Forms, as cgi-bin/web reads them: what is taken is UTF-8 without NUL, and says the same when it
 * is written again.
 */
#include <cjson/cJSON.h>

#include "fuzz.h"
#include "web/form.h"

struct pair {
	const char *name;
	const char *value;
};

static const char *
compare(void *self, const char *name, const char *value, size_t size)
{
	const struct pair *pair = self;

	must(strcmp(name, pair->name) == 0 && strcmp(value, pair->value) == 0 &&
	     strlen(value) == size);
	return NULL;
}

static const char *
take(void *count, const char *name, const char *value, size_t size)
{
	struct pair pair = {name, value};
	cJSON *object;
	char *json, *text;

	if (value == NULL) /* malformed: its name is known, and nothing else */
		return NULL;
	must(
	    strlen(value) == size && form_is_utf8(name, strlen(name)) && form_is_utf8(value, size));
	must(++*(int *)count <= FORM_PARAMETERS);
	object = cJSON_CreateObject();
	must(cJSON_AddStringToObject(object, name, value) != NULL);
	json = cJSON_PrintUnformatted(object);
	text = form_encode(json);
	must(text != NULL && form_parse(text, strlen(text), compare, &pair) == NULL);
	free(text);
	cJSON_free(json);
	cJSON_Delete(object);
	return NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int count = 0;

	form_parse((const char *)data, size, take, &count);
	return 0;
}
