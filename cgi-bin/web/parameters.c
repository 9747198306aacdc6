/*
 * parameters: the form of a request, or its JSON, into the names of its exchange.
 */
#include <string.h>
#include <strings.h>
#include <cjson/cJSON.h>

#include "exchange.h"
#include "exchange_room.h"
#include "form.h"
#include "parameters.h"
#include "request.h"

const struct parameter no_parameters[] = {{.name = NULL}};

struct form_reader {
	struct exchange *x;
	cJSON *lists;      /* of those that repeat: name -> values; NULL: there are none */
	const char *about; /* the first parameter that is refused */
};

/* NULL: the endpoint does not read it. */
static const struct parameter *
find_parameter(const struct parameter *table, const char *name)
{
	const struct parameter *found = NULL;

	for (; found == NULL && (table->name != NULL || table->others != NULL); table++)
		if (table->name == NULL)
			found = find_parameter(table->others, name);
		else if (strcmp(table->name, name) == 0)
			found = table;
	return found;
}

/* It has no value from now on, whatever else comes under its name. */
static const char *
refuse_parameter(struct form_reader *reader, const struct parameter *parameter, const char *reason)
{
	if (reader->about == NULL)
		reader->about = parameter->name;
	return names_void(&reader->x->names, ':', parameter->name) ? reason : form_no_memory;
}

static const char *
take_once(
    struct form_reader *reader, const struct parameter *parameter, const char *text, size_t size)
{
	struct value value = {
	    .type = size > 0 ? VALUE_TEXT : VALUE_NULL, .text = text, .size = size};
	struct names *names = &reader->x->names;

	/* Which one counts would be a guess, so none does. */
	if (names_has(names, ':', parameter->name))
		return refuse_parameter(reader, parameter, "parameter_repeated");
	if (text == NULL)
		return names_void(names, ':', parameter->name) ? NULL : form_no_memory;
	return names_put(names, ':', parameter->name, &value) ? NULL : form_no_memory;
}

static const char *
take_again(struct form_reader *reader, const struct parameter *parameter, const char *text)
{
	cJSON *list, *value = cJSON_CreateString(text);

	if (reader->lists == NULL)
		reader->lists = cJSON_CreateObject();
	list = cJSON_GetObjectItemCaseSensitive(reader->lists, parameter->name);
	if (list == NULL)
		list = cJSON_AddArrayToObject(reader->lists, parameter->name);
	if (cJSON_AddItemToArray(list, value))
		return NULL;
	cJSON_Delete(value);
	return form_no_memory;
}

static const char *
take_parameter(void *self, const char *name, const char *text, size_t size)
{
	struct form_reader *reader = self;
	const struct parameter *table = reader->x->route->parameters;
	const struct parameter *parameter =
	    find_parameter(table != NULL ? table : no_parameters, name);

	if (parameter == NULL)
		return NULL;
	if (text != NULL && size > parameter->longest)
		return refuse_parameter(reader, parameter, "parameter_too_long");
	if (text != NULL && parameter->is_json && form_json_flaw(text) != NULL)
		return refuse_parameter(reader, parameter, form_json_flaw(text));
	if (!parameter->repeats)
		return take_once(reader, parameter, text, size);
	return text != NULL && size > 0 ? take_again(reader, parameter, text) : NULL;
}

/* A list is whole only at the end of the form; one of whose values was refused is none. */
static bool
put_lists(struct form_reader *reader)
{
	struct names *names = &reader->x->names;
	const cJSON *list;
	bool good = true;

	cJSON_ArrayForEach (list, reader->lists) {
		char *text = cJSON_PrintUnformatted(list);

		good = good && text != NULL &&
		       (names_has(names, ':', list->string) ||
			   names_put_text(names, ':', list->string, text));
		cJSON_free(text);
	}
	cJSON_Delete(reader->lists);
	return good;
}

/* What is the sender's to mend is refused, and what is ours is a fault. */
static bool
accept(struct exchange *x, const char *reason)
{
	if (reason == form_no_memory)
		fault(x, "parameters: no memory is left");
	else if (reason != NULL)
		refuse(x, reason);
	return reason == NULL;
}

static bool
read_form(struct exchange *x, const char *text, size_t size)
{
	struct form_reader reader = {.x = x};
	const char *reason = form_parse(text, size, take_parameter, &reader);

	if (!put_lists(&reader) ||
	    (reader.about != NULL && !names_put_text(&x->names, '@', "about", reader.about)))
		reason = form_no_memory;
	if (!x->route->takes_malformed || reason == form_no_memory ||
	    (reason != NULL && strcmp(reason, "form_too_many") == 0))
		return accept(x, reason);
	return names_put_text(&x->names, '$', "flaw", reason) || accept(x, form_no_memory);
}

/* What is too long for its endpoint counts for nothing. */
static bool
replace(struct exchange *x, const cJSON *member)
{
	const struct parameter *parameter = find_parameter(x->route->parameters, member->string);
	struct value value = {.type = VALUE_TEXT, .text = cJSON_GetStringValue(member)};
	bool fits;

	if (parameter == NULL || value.text == NULL)
		return true;
	value.size = strlen(value.text);
	fits = value.size <= parameter->longest;
	if (value.size == 0 || !fits)
		value.type = VALUE_NULL;
	if (!names_replace(&x->names, ':', parameter->name, &value))
		fault(x, "parameters: no memory is left");
	return fits;
}

bool
parameters_replace(struct exchange *x, const char *json)
{
	cJSON *members = cJSON_Parse(json);
	const cJSON *member;
	bool good = true;

	if (members == NULL)
		fault(x, "parameters: no memory is left");
	cJSON_ArrayForEach (member, members)
		good = replace(x, member) && good;
	cJSON_Delete(members);
	return good && !refused(x);
}

static bool
is_type(const char *header, const char *type)
{
	size_t length = strlen(type);

	return header != NULL && strncasecmp(header, type, length) == 0 &&
	       strchr("; \t", header[length]) != NULL;
}

/* RFC 9110 section 8.4: how the body is packed.  No program unpacks one. */
static bool
is_packed(struct exchange *x)
{
	const char *coding = request_variable(x->request, "HTTP_CONTENT_ENCODING");

	return coding != NULL && *coding != '\0' && strcasecmp(coding, "identity") != 0;
}

static bool
read_json(struct exchange *x)
{
	struct request *request = x->request;

	if (request->size > x->route->json)
		return accept(x, "body_too_large");
	request->body[request->size] = '\0';
	if (strlen(request->body) < request->size)
		return accept(x, "form_nul");
	if (!form_is_utf8(request->body, request->size))
		return accept(x, "form_not_utf8");
	return accept(x, form_json_flaw(request->body)) &&
	       accept(x,
		   names_put_text(&x->names, '$', "json", request->body) ? NULL : form_no_memory);
}

static bool
read_body(struct exchange *x)
{
	const struct request *request = x->request;
	const char *type = request_variable(x->request, "CONTENT_TYPE");

	if (request->size > FORM_BODY)
		return accept(x, "body_too_large");
	if (request->size == 0)
		return true;
	if (is_packed(x)) {
		header(x, "Accept-Encoding", "identity"); /* RFC 9110 section 15.5.16 */
		return accept(x, "coding_unsupported");
	}
	if (is_type(type, "application/x-www-form-urlencoded"))
		return read_form(x, request->body, request->size);
	if (x->route->json > 0 && is_type(type, "application/json"))
		return read_json(x);
	return accept(x, "content_type_unsupported");
}

bool
parameters_read(struct exchange *x)
{
	const char *query = request_variable(x->request, "QUERY_STRING");
	bool has_body = strcmp(x->method, "POST") == 0 || strcmp(x->method, "PUT") == 0;
	bool good =
	    has_body ? read_body(x)
		     : read_form(x, query != NULL ? query : "", query != NULL ? strlen(query) : 0);

	if (names_has(&x->names, '$', "json"))
		return good;
	return names_put_text(&x->names, '$', "json", NULL) ? good : accept(x, form_no_memory);
}
