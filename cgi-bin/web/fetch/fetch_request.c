/*
 * fetch_request: what is sent, from a statement's row into libcurl's handle.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/exchange_room.h"
#include "web/forget.h"
#include "web/form.h"
#include "web/trace.h"
#include "fetch_request.h"

/* clang-format off */
static const char *const column_names[FETCH_COLUMNS] = {
	"url", "method", "authorization", "basic_user", "basic_password", "form", "json", "accept", "reach", "seconds", "bytes",
	"header",
};
/* clang-format on */

void
fetch_request_clear(struct fetch_request *request)
{
	for (size_t i = 0; i < FETCH_COLUMNS; i++)
		forget_text(request->column[i]);
}

static bool
request_column(struct fetch_request *request, const char *name, const struct value *value)
{
	for (size_t i = 0; i < FETCH_COLUMNS; i++) {
		if (strcmp(column_names[i], name) != 0)
			continue;
		if (value->type == VALUE_TEXT && memchr(value->text, '\0', value->size) == NULL)
			request->column[i] = strdup(value->text);
		else if (value->type == VALUE_INTEGER &&
			 asprintf(&request->column[i], "%lld", (long long)value->integer) < 0)
			request->column[i] = NULL;
		return value->type == VALUE_NULL || request->column[i] != NULL;
	}
	return false;
}

bool
fetch_request_row(void *self, const struct store_row *row)
{
	for (size_t i = 0; i < row->ncolumns; i++)
		if (!request_column(self, row->names[i], &row->values[i]))
			return false;
	return true;
}

/* Adds a header as it is; false: it would be two lines, or no memory is left. */
static bool
line_add(struct curl_slist **headers, const char *line)
{
	struct curl_slist *longer;

	for (const char *c = line; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return false;
	longer = curl_slist_append(*headers, line);
	if (longer != NULL)
		*headers = longer;
	return longer != NULL;
}

static bool
header_add(struct curl_slist **headers, const char *name, const char *value)
{
	char *line = NULL;
	bool done = asprintf(&line, "%s: %s", name, value) >= 0;

	if (!done)
		return false;
	done = line_add(headers, line);
	forget_text(line);
	return done;
}

void
fetch_headers_free(struct curl_slist *headers)
{
	for (struct curl_slist *line = headers; line != NULL; line = line->next)
		explicit_bzero(line->data, strlen(line->data));
	curl_slist_free_all(headers);
}

/* W3C Trace Context: what this request causes elsewhere belongs to the same journey. */
static bool
header_trace(struct exchange *x, struct curl_slist **headers)
{
	char parent[TRACE_HEADER], state[TRACE_HEADER];

	if (!trace_tell(x, parent, state))
		return false;
	return header_add(headers, "traceparent", parent) &&
	       header_add(headers, "tracestate", state);
}

static struct curl_slist *
headers_of(struct exchange *x, const struct fetch_request *request)
{
	char *const *column = request->column;
	struct curl_slist *headers = NULL;

	if (header_trace(x, &headers) &&
	    header_add(&headers, "Accept",
		column[FETCH_ACCEPT] != NULL ? column[FETCH_ACCEPT] : "application/json") &&
	    (column[FETCH_AUTHORIZATION] == NULL ||
		header_add(&headers, "Authorization", column[FETCH_AUTHORIZATION])) &&
	    (column[FETCH_HEADER] == NULL || line_add(&headers, column[FETCH_HEADER])) &&
	    (column[FETCH_JSON] == NULL ||
		header_add(&headers, "Content-Type", "application/json")))
		return headers;
	fetch_headers_free(headers);
	return NULL;
}

/* RFC 7617.  Both halves are percent-encoded: a colon would end the first (section 2). */
static bool
set_basic(CURL *curl, const struct fetch_request *request)
{
	char *user, *password;
	bool done;

	if (request->column[FETCH_BASIC_USER] == NULL ||
	    request->column[FETCH_BASIC_PASSWORD] == NULL)
		return request->column[FETCH_BASIC_USER] == NULL;
	user = curl_easy_escape(curl, request->column[FETCH_BASIC_USER], 0);
	password = curl_easy_escape(curl, request->column[FETCH_BASIC_PASSWORD], 0);
	done = user != NULL && password != NULL &&
	       curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_USERNAME, user) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_PASSWORD, password) == CURLE_OK;
	if (password != NULL)
		explicit_bzero(password, strlen(password));
	curl_free(password);
	curl_free(user);
	return done;
}

/* What is sent, and by which method: the one named; else POST with a body, GET without. */
static bool
set_body(CURL *curl, const struct fetch_request *request)
{
	char *const *column = request->column;
	char *body =
	    column[FETCH_FORM] != NULL ? form_encode(column[FETCH_FORM]) : column[FETCH_JSON];
	bool done = body != NULL || column[FETCH_FORM] == NULL;

	if (body != NULL) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
		done = curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body) == CURLE_OK;
	}
	if (column[FETCH_METHOD] != NULL)
		curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, column[FETCH_METHOD]);
	if (body != column[FETCH_JSON])
		forget_text(body);
	return done;
}

bool
fetch_request_put(struct exchange *x, const struct fetch_request *request, CURL *curl,
    struct curl_slist **headers)
{
	const char *url = request->column[FETCH_URL];

	*headers = headers_of(x, request);
	return *headers != NULL && url != NULL &&
	       curl_easy_setopt(curl, CURLOPT_URL, url) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_HTTPHEADER, *headers) == CURLE_OK &&
	       set_basic(curl, request) && set_body(curl, request);
}
