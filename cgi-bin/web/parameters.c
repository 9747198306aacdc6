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

static const char *
take_parameter(void *self, const char *name, const char *text, size_t size)
{
	struct form_reader *reader = self;
	struct value value = {
	    .type = size > 0 ? VALUE_TEXT : VALUE_NULL, .text = text, .size = size};

	if (is_list(name) && text == NULL)
		return NULL;
	if (is_list(name)) {
		cJSON **list =
		    strcmp(name, "resource") == 0 ? &reader->resource : &reader->audience;

		if (*list == NULL)
			*list = cJSON_CreateArray();
		return size == 0 || cJSON_AddItemToArray(*list, cJSON_CreateString(text))
			   ? NULL
			   : form_no_memory;
	}
	if (text != NULL && !names_has(&reader->x->names, ':', name))
		return names_put(&reader->x->names, ':', name, &value) ? NULL : form_no_memory;
	/* RFC 6749 section 3.1: which one counts would be a guess, so none does. */
	return names_void(&reader->x->names, ':', name) ? "parameter_repeated" : form_no_memory;
}

static bool
put_list(struct exchange *x, const char *name, cJSON *list)
{
	bool is_given = list != NULL && list->child != NULL;
	char *text = is_given ? cJSON_PrintUnformatted(list) : NULL;
	bool good = !is_given || (text != NULL && names_put_text(&x->names, ':', name, text));

	cJSON_free(text);
	cJSON_Delete(list);
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
	bool resource = put_list(x, "resource", reader.resource);
	bool audience = put_list(x, "audience", reader.audience);

	if (reason == NULL && !(resource && audience))
		reason = form_no_memory;
	if (!x->route->hears_flaws || reason == form_no_memory ||
	    (reason != NULL && strcmp(reason, "form_too_many") == 0))
		return accept(x, reason);
	return names_put_text(&x->names, '$', "flaw", reason) || accept(x, form_no_memory);
}

static bool
is_type(const char *header, const char *type)
{
	size_t length = strlen(type);

	return header != NULL && strncasecmp(header, type, length) == 0 &&
	       strchr("; \t", header[length]) != NULL;
}

/* RFC 9110 section 8.4: how the body is packed.  Nobody here unpacks one. */
static bool
is_packed(struct exchange *x)
{
	const char *coding = transport_variable(x, "HTTP_CONTENT_ENCODING");

	return coding != NULL && *coding != '\0' && strcasecmp(coding, "identity") != 0;
}

static bool
read_json(struct exchange *x, struct request *request)
{
	if (memchr(request->body, '\0', request->size) != NULL)
		return accept(x, "form_nul");
	if (!form_is_utf8(request->body, request->size))
		return accept(x, "form_not_utf8");
	request->body[request->size] = '\0';
	return accept(
	    x, names_put_text(&x->names, '$', "json", request->body) ? NULL : form_no_memory);
}

static bool
read_body(struct exchange *x, struct request *request)
{
	const char *type = transport_variable(x, "CONTENT_TYPE");

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
	if (x->route->takes_json && is_type(type, "application/json"))
		return read_json(x, request);
	return accept(x, "content_type_unsupported");
}

bool
parameters_read(struct exchange *x, struct request *request)
{
	const char *query = transport_variable(x, "QUERY_STRING");
	bool has_body = strcmp(x->method, "POST") == 0 || strcmp(x->method, "PUT") == 0;
	bool good =
	    has_body ? read_body(x, request)
		     : read_form(x, query != NULL ? query : "", query != NULL ? strlen(query) : 0);

	if (names_has(&x->names, '$', "json"))
		return good;
	return names_put_text(&x->names, '$', "json", NULL) ? good : accept(x, form_no_memory);
}
