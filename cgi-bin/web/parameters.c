/*
 * parameters: the form of a request, or its JSON, into the names of its exchange.
 */
#include <string.h>
#include <strings.h>
#include <cjson/cJSON.h>

#include "parameters.h"

/* RFC 8707 section 2, RFC 8693 section 2.1: these may come several times, and are always a list. */
static bool
is_list(const char *name)
{
	return strcmp(name, "resource") == 0 || strcmp(name, "audience") == 0;
}

struct form_reader {
	struct exchange *x;
	cJSON *resource, *audience;
};

static bool
take_parameter(void *self, const char *name, const char *text, size_t size)
{
	struct form_reader *reader = self;
	struct value value = {
	    .type = size > 0 ? VALUE_TEXT : VALUE_NULL, .text = text, .size = size};

	if (is_list(name)) {
		cJSON **list =
		    strcmp(name, "resource") == 0 ? &reader->resource : &reader->audience;

		if (*list == NULL)
			*list = cJSON_CreateArray();
		return size == 0 || cJSON_AddItemToArray(*list, cJSON_CreateString(text));
	}
	return names_put(&reader->x->names, ':', name, &value);
}

static bool
put_list(struct exchange *x, const char *name, cJSON *list)
{
	char *text = list != NULL && list->child != NULL ? cJSON_PrintUnformatted(list) : NULL;
	bool good = text == NULL || names_put_text(&x->names, ':', name, text);

	cJSON_free(text);
	cJSON_Delete(list);
	return good;
}

static const char *
read_form(struct exchange *x, const char *text, size_t size)
{
	struct form_reader reader = {.x = x};
	const char *reason = form_parse(text, size, take_parameter, &reader);
	bool resource = put_list(x, "resource", reader.resource);
	bool audience = put_list(x, "audience", reader.audience);

	return reason == NULL && !(resource && audience) ? "form_broken" : reason;
}

static bool
is_type(const char *header, const char *type)
{
	size_t length = strlen(type);

	return header != NULL && strncasecmp(header, type, length) == 0 &&
	       strchr("; \t", header[length]) != NULL;
}

static const char *
read_body(struct exchange *x, struct request *request)
{
	const char *type = transport_variable(x, "CONTENT_TYPE");

	request_read_body(request);
	if (request->size > FORM_BODY)
		return "body_too_large";
	if (request->size == 0)
		return NULL;
	if (is_type(type, "application/x-www-form-urlencoded"))
		return read_form(x, request->body, request->size);
	if (x->route == NULL || !x->route->takes_json || !is_type(type, "application/json"))
		return "content_type_unsupported";
	if (memchr(request->body, '\0', request->size) != NULL)
		return "form_nul";
	if (!form_is_utf8(request->body, request->size))
		return "form_not_utf8";
	request->body[request->size] = '\0';
	return names_put_text(&x->names, '$', "json", request->body) ? NULL : "busy";
}

const char *
parameters_read(struct exchange *x, struct request *request)
{
	const char *method = text_of(x, "$method");
	const char *query = transport_variable(x, "QUERY_STRING");
	const char *reason;

	if (method != NULL && (strcmp(method, "POST") == 0 || strcmp(method, "PUT") == 0))
		reason = read_body(x, request);
	else
		reason =
		    read_form(x, query != NULL ? query : "", query != NULL ? strlen(query) : 0);
	if (names_get(&x->names, "$json") == NULL)
		names_put_text(&x->names, '$', "json", NULL);
	return reason;
}
