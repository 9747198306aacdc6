/*
 * fetch: one HTTP request with libcurl, and its answer as @names.  What is sent and what comes back
 * may hold tokens: nothing of it is logged, and the copies made here are wiped.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <curl/curl.h>

#include "exchange_room.h"
#include "fetch.h"
#include "fetch_wall.h"
#include "form.h"

/*
 * For one answer, unless the request says so; for all that an exchange asks for, so that nobody
 * waits longer for ours, whatever is slow behind it.
 */
enum { FETCH_MS = 5000, FETCH_TOGETHER_MS = 5500, FETCH_SLOW_MS = 1000, FETCH_BODY = 65536 };

/* The columns that a request may have. */
/* clang-format off */
enum column { URL, METHOD, AUTHORIZATION, BASIC_USER, BASIC_PASSWORD, FORM, JSON, ACCEPT, REACH, SECONDS, COLUMNS };
static const char *const column_names[COLUMNS] = {
	"url", "method", "authorization", "basic_user", "basic_password", "form", "json", "accept", "reach", "seconds",
};
/* clang-format on */

struct request {
	char *column[COLUMNS]; /* owned; NULL: not given */
};

struct response {
	char *body; /* owned, never larger than FETCH_BODY */
	size_t size;
	bool too_large;
	bool walled; /* the address was one that a stranger may not name */
	long status;
	char *type; /* owned, like the next two */
	char *retry_after, *challenge;
	const char *error; /* NULL: an answer came, and it is text */
};

static void
wipe(char *text)
{
	if (text != NULL)
		explicit_bzero(text, strlen(text));
	free(text);
}

static void
request_clear(struct request *request)
{
	for (size_t i = 0; i < COLUMNS; i++)
		wipe(request->column[i]);
}

static bool
request_column(struct request *request, const char *name, const struct value *value)
{
	for (size_t i = 0; i < COLUMNS; i++) {
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

static bool
request_row(void *self, const struct store_row *row)
{
	for (size_t i = 0; i < row->ncolumns; i++)
		if (!request_column(self, row->names[i], &row->values[i]))
			return false;
	return true;
}

/* Adds a header line; false: it would be two lines, or no memory is left. */
static bool
header_add(struct curl_slist **headers, const char *name, const char *value)
{
	struct curl_slist *longer;
	char *line = NULL;

	for (const char *c = value; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return false;
	if (asprintf(&line, "%s: %s", name, value) < 0)
		return false;
	longer = curl_slist_append(*headers, line);
	wipe(line);
	if (longer != NULL)
		*headers = longer;
	return longer != NULL;
}

static void
headers_free(struct curl_slist *headers)
{
	for (struct curl_slist *line = headers; line != NULL; line = line->next)
		explicit_bzero(line->data, strlen(line->data));
	curl_slist_free_all(headers);
}

/* W3C Trace Context: what this request causes elsewhere belongs to the same journey. */
static bool
header_trace(struct exchange *x, struct curl_slist **headers)
{
	const char *trace_id =
	    text_of(x, named(x, "@trace_continued") ? "@trace_continued" : "@trace_id");
	char parent[64], state[32];

	if (trace_id == NULL)
		return true;
	snprintf(parent, sizeof parent, "00-%s-%s-01", trace_id, text_of(x, "@span_id"));
	snprintf(state, sizeof state, "actor=%s", x->program->name);
	return header_add(headers, "traceparent", parent) &&
	       header_add(headers, "tracestate", state);
}

static struct curl_slist *
headers_of(struct exchange *x, const struct request *request)
{
	char *const *column = request->column;
	struct curl_slist *headers = NULL;

	if (header_trace(x, &headers) &&
	    header_add(
		&headers, "Accept", column[ACCEPT] != NULL ? column[ACCEPT] : "application/json") &&
	    (column[AUTHORIZATION] == NULL ||
		header_add(&headers, "Authorization", column[AUTHORIZATION])) &&
	    (column[JSON] == NULL || header_add(&headers, "Content-Type", "application/json")))
		return headers;
	headers_free(headers);
	return NULL;
}

static size_t
take_body(char *bytes, size_t size, size_t count, void *self)
{
	struct response *response = self;

	size *= count;
	if (size > FETCH_BODY - response->size) {
		response->too_large = true;
		return 0;
	}
	memcpy(response->body + response->size, bytes, size);
	response->size += size;
	return size;
}

/* Asked with the address itself, after DNS and before anything is sent. */
static curl_socket_t
open_public(void *self, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct response *response = self;

	(void)purpose;
	if (!fetch_wall_public(&address->addr)) {
		response->walled = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/*
 * A stranger's address: https, public, and on a connection of its own, for an open one was let in
 * by other rules.  No proxy in any case: it would connect for us, behind the wall.
 */
static void
set_walls(struct exchange *x, CURL *curl, const struct request *request, struct response *response)
{
	const char *reach = request->column[REACH];

	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	if ((reach != NULL && strcmp(reach, "configured") == 0) || truth_of(x, "@fetch_private"))
		return;
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, response);
}

/* HTTP Basic as OAuth has it: both halves form-encoded first, RFC 6749 section 2.3.1. */
static bool
set_basic(CURL *curl, const struct request *request)
{
	char *user, *password;
	bool done;

	if (request->column[BASIC_USER] == NULL || request->column[BASIC_PASSWORD] == NULL)
		return request->column[BASIC_USER] == NULL;
	user = curl_easy_escape(curl, request->column[BASIC_USER], 0);
	password = curl_easy_escape(curl, request->column[BASIC_PASSWORD], 0);
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
set_body(CURL *curl, const struct request *request)
{
	char *const *column = request->column;
	char *body = column[FORM] != NULL ? form_encode(column[FORM]) : column[JSON];
	bool done = body != NULL || column[FORM] == NULL;

	if (body != NULL) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
		done = curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body) == CURLE_OK;
	}
	if (column[METHOD] != NULL)
		curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, column[METHOD]);
	if (body != column[JSON])
		wipe(body);
	return done;
}

/*
 * libcurl's handle is kept as long as the process lives, for the connections that it holds open. It
 * is made on the first use, so that programs and requests that fetch nothing pay nothing.
 */
static CURL *
handle(void)
{
	static CURL *kept;

	if (kept == NULL)
		kept = curl_easy_init();
	else
		curl_easy_reset(kept);
	return kept;
}

static char *
header_of(CURL *curl, const char *name)
{
	struct curl_header *found;

	if (curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
		return NULL;
	return strdup(found->value);
}

/* What is left of this exchange's patience, at most what the request asks for. */
static long
patience(const struct exchange *x, const struct request *request)
{
	const char *seconds = request->column[SECONDS];
	long wanted = seconds != NULL ? 1000 * strtol(seconds, NULL, 10) : FETCH_MS;
	long left = FETCH_TOGETHER_MS - x->waited_ms;

	return wanted < left ? wanted : left > 1 ? left : 1;
}

static void
perform(struct exchange *x, CURL *curl, struct response *response)
{
	const char *type = NULL;
	CURLcode code = curl_easy_perform(curl);
	curl_off_t took_us = 0;

	if (curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &took_us) == CURLE_OK)
		x->waited_ms += (long)(took_us / 1000);

	if (response->walled)
		response->error = "The address is not a public one.";
	else if (response->too_large)
		response->error = "The answer is larger than 64 KiB.";
	else if (code != CURLE_OK)
		response->error = curl_easy_strerror(code);
	else if (!form_is_utf8(response->body, response->size) ||
		 memchr(response->body, '\0', response->size) != NULL)
		response->error = "The answer is no text in UTF-8.";
	if (response->error != NULL)
		return;
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response->status);
	if (curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK && type != NULL)
		response->type = strdup(type);
	response->retry_after = header_of(curl, "Retry-After");
	response->challenge = header_of(curl, "WWW-Authenticate");
}

/* The handle is reset at once: it forgets the body, the password and the pointers into this frame.
 */
static void
request_send(struct exchange *x, const struct request *request, struct response *response)
{
	CURL *curl = handle();
	struct curl_slist *headers = headers_of(x, request);

	if (curl != NULL && headers != NULL && request->column[URL] != NULL &&
	    curl_easy_setopt(curl, CURLOPT_URL, request->column[URL]) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
	    set_basic(curl, request) && set_body(curl, request)) {
		set_walls(x, curl, request, response);
		curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, patience(x, request));
		curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
		curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
		curl_easy_setopt(curl, CURLOPT_WRITEDATA, response);
		perform(x, curl, response);
	} else {
		response->error = "The request could not be made.";
	}
	if (curl != NULL)
		curl_easy_reset(curl);
	headers_free(headers);
}

static bool
establish_part(struct exchange *x, const char *name, const char *part, const char *text)
{
	char full[64];

	snprintf(full, sizeof full, "%s_%s", name, part);
	return exchange_establish_text(x, full, text);
}

/* A header of the answer that may be handed on; the library keeps them as long as the handle. */
static bool
establish_header(struct exchange *x, const char *name, const char *part, const char *value)
{
	bool plain = value != NULL;

	for (const char *c = value; plain && *c != '\0'; c++)
		plain = *c >= ' ' && *c <= '~';
	return establish_part(x, name, part, plain ? value : NULL);
}

static bool
establish_response(struct exchange *x, const char *name, struct response *response)
{
	char full[64];

	response->body[response->size] = '\0';
	snprintf(full, sizeof full, "%s_status", name);
	return exchange_establish_integer(x, full, response->status) &&
	       establish_part(x, name, "body", response->error == NULL ? response->body : NULL) &&
	       establish_part(x, name, "type", response->type) &&
	       establish_header(x, name, "retry_after", response->retry_after) &&
	       establish_header(x, name, "www_authenticate", response->challenge) &&
	       establish_part(x, name, "error", response->error);
}

bool
fetch(struct exchange *x, const char *name, const struct statement *statement)
{
	struct request request = {{NULL}};
	struct response response = {.body = malloc(FETCH_BODY + 1)};
	bool done = false;

	if (!exchange_release(x)) {
		fault(x, "fetch inside a transaction");
	} else if (exchange_run(x, statement, &request, request_row) != STORE_ROW ||
		   response.body == NULL) {
		fault(x, statement->name);
	} else {
		request_send(x, &request, &response);
		done = establish_response(x, name, &response);
	}
	if (response.body != NULL)
		explicit_bzero(response.body, response.size);
	free(response.body);
	free(response.type);
	free(response.retry_after);
	free(response.challenge);
	request_clear(&request);
	return done;
}

int
fetch_status(struct exchange *x, const char *name)
{
	const struct value *status;
	char full[64];

	snprintf(full, sizeof full, "@%s_status", name);
	status = names_get(&x->names, full);
	return status != NULL && status->type == VALUE_INTEGER ? (int)status->integer : 0;
}

bool
fetch_was_slow(const struct exchange *x)
{
	return x->waited_ms > FETCH_SLOW_MS;
}
