/*
 * fetch: one HTTP request with libcurl, and its answer as @names.  What is sent and what comes back
 * may hold tokens: nothing of it is logged, and the copies made here are wiped.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <curl/curl.h>

#include "web/exchange_room.h"
#include "web/form.h"
#include "web/log.h"
#include "fetch.h"
#include "fetch_guard.h"
#include "fetch_request.h"
#include "fetch_wait.h"
#include "web/store/stores.h"

enum {
	/* For one answer, if the request does not say so. */
	FETCH_MS = 5000,
	/* For all answers of an exchange: its caller waits for them too. */
	FETCH_TOGETHER_MS = 5500,
	/* With less, a request would be acted on and its answer lost. */
	FETCH_LEAST_MS = 100,
	FETCH_SLOW_MS = 1000,
	FETCH_BODY = 65536
};

struct response {
	char *body; /* owned, never larger than FETCH_BODY */
	size_t size;
	bool too_large;
	bool is_bytes;   /* and need not be text */
	bool is_private; /* the address was one that a stranger may not name */
	long status;
	char *type; /* owned, like the next two */
	char *retry_after, *challenge, *cache_control, *nonce;
	const char *error; /* NULL: an answer came, and it is text */
	char words[CURL_ERROR_SIZE];
};

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
	if (!fetch_guard_public(&address->addr)) {
		response->is_private = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/*
 * A stranger's address: https, public, and on a connection of its own, for an open one was let in
 * by other rules.  No proxy in any case: it would connect for us, and no address would be looked
 * at.
 */
static void
set_reach(
    struct exchange *x, CURL *curl, const struct fetch_request *request, struct response *response)
{
	const char *reach = request->column[FETCH_REACH];

	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	if ((reach != NULL && strcmp(reach, "configured") == 0) || is_true(x, "@fetch_private"))
		return;
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, response);
}

/*
 * libcurl's handle is kept as long as the process lives, for the connections that it holds open. It
 * is made on the first use: programs and requests that fetch nothing pay nothing.
 */
static CURL *kept_handle;

static CURL *
take_handle(void)
{
	CURL *curl = kept_handle;

	kept_handle = NULL; /* whoever asks meanwhile gets another */
	return curl != NULL ? curl : curl_easy_init();
}

/* Reset at once: it forgets the body, the password and pointers into the caller's frame. */
static void
give_handle(CURL *curl)
{
	if (curl == NULL)
		return;
	curl_easy_reset(curl);
	if (kept_handle == NULL)
		kept_handle = curl;
	else
		curl_easy_cleanup(curl);
}

/* The library keeps its own as long as the handle. */
static char *
header_of(CURL *curl, const char *name)
{
	struct curl_header *found;

	if (curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
		return NULL;
	return strdup(found->value);
}

/* What is left for this exchange, at most what the request asks for. */
static long
time_left(const struct exchange *x, const struct fetch_request *request)
{
	const char *seconds = request->column[FETCH_SECONDS];
	long wanted = seconds != NULL ? 1000 * strtol(seconds, NULL, 10) : FETCH_MS;
	long left = FETCH_TOGETHER_MS - x->waited_ms;

	return wanted < left ? wanted : left;
}

static bool
is_text(const struct response *response)
{
	return form_is_utf8(response->body, response->size) &&
	       strlen(response->body) == response->size && !form_escapes_nul(response->body);
}

static void
perform(struct exchange *x, CURL *curl, struct response *response)
{
	const char *type = NULL;
	CURLcode code = fetch_wait(x, curl);
	curl_off_t took_us = 0;

	if (curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &took_us) == CURLE_OK)
		x->waited_ms += (long)(took_us / 1000);

	response->body[response->size] = '\0';
	if (response->is_private)
		response->error = "The address is not a public one.";
	else if (response->too_large)
		response->error = "The answer is larger than 64 KiB.";
	else if (code != CURLE_OK)
		response->error =
		    *response->words != '\0' ? response->words : curl_easy_strerror(code);
	else if (!response->is_bytes && !is_text(response))
		response->error = "The answer is no text in UTF-8, or has a NUL in it.";
	if (response->error != NULL)
		return;
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response->status);
	if (curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK && type != NULL)
		response->type = strdup(type);
	response->retry_after = header_of(curl, "Retry-After");
	response->challenge = header_of(curl, "WWW-Authenticate");
	response->cache_control = header_of(curl, "Cache-Control");
	response->nonce = header_of(curl, x->program->protocol->nonce_header);
}

static void
request_send(struct exchange *x, const struct fetch_request *request, struct response *response)
{
	CURL *curl = take_handle();
	struct curl_slist *headers = NULL;

	if (time_left(x, request) < FETCH_LEAST_MS) {
		response->error = "No time is left to wait for another answer.";
	} else if (curl != NULL && fetch_request_put(x, request, curl, &headers)) {
		set_reach(x, curl, request, response);
		if (has_value(x, "@ca_file"))
			curl_easy_setopt(curl, CURLOPT_CAINFO, text_of(x, "@ca_file"));
		curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, time_left(x, request));
		curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
		/* A name server that is silent is waited for no longer: its thread ends later. */
		curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
		curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, response->words);
		curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
		curl_easy_setopt(curl, CURLOPT_WRITEDATA, response);
		perform(x, curl, response);
	} else {
		response->error = "The request could not be made.";
	}
	give_handle(curl);
	fetch_headers_free(headers);
}

/* "@token_status", or without the sigil "token_body"; NULL: no memory is left. */
static const char *
part_name(struct exchange *x, const char *sigil, const char *name, const char *part)
{
	size_t size = strlen(sigil) + strlen(name) + strlen(part) + 2;
	char *full = names_memory(&x->names, size);

	if (full != NULL)
		snprintf(full, size, "%s%s_%s", sigil, name, part);
	return full;
}

static bool
establish_part(struct exchange *x, const char *name, const char *part, const char *text)
{
	const char *full = part_name(x, "", name, part);

	if (full == NULL)
		fault(x, name);
	return full != NULL && exchange_establish_text(x, full, text);
}

/* A text, or bytes; NULL: no answer came. */
static bool
establish_body(struct exchange *x, const char *name, const struct response *response)
{
	const char *full = part_name(x, "", name, "body");
	struct value value = {.type = response->is_bytes ? VALUE_BLOB : VALUE_TEXT};

	if (response->error != NULL)
		return establish_part(x, name, "body", NULL);
	value.text = response->body;
	value.size = response->size;
	if (full != NULL && names_put(&x->names, '@', full, &value))
		return true;
	fault(x, name);
	return false;
}

static bool
establish_status(struct exchange *x, const char *name, long status)
{
	const char *full = part_name(x, "", name, "status");

	if (full == NULL)
		fault(x, name);
	return full != NULL && exchange_establish_integer(x, full, status);
}

/* A header of the answer that may be handed on. */
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
	return establish_status(x, name, response->status) && establish_body(x, name, response) &&
	       establish_part(x, name, "type", response->type) &&
	       establish_header(x, name, "retry_after", response->retry_after) &&
	       establish_header(x, name, "www_authenticate", response->challenge) &&
	       establish_header(x, name, "cache_control", response->cache_control) &&
	       establish_part(x, name, "error", response->error);
}

/* An address may bear a secret behind its '?'; the administrator needs what stands before. */
static void
log_failure(const struct fetch_request *request, const char *error)
{
	const char *url = request->column[FETCH_URL] != NULL ? request->column[FETCH_URL] : "-";

	log_line("no answer from %.*s: %s", (int)strcspn(url, "?#"), url, error);
}

/* The next answer goes into the same body. */
static void
response_clear(struct response *response)
{
	char *body = response->body;

	explicit_bzero(body, response->size);
	free(response->type);
	free(response->retry_after);
	free(response->challenge);
	free(response->cache_control);
	free(response->nonce);
	*response = (struct response){.body = body};
	*body = '\0';
}

static bool
ask(struct exchange *x, const struct statement *statement, const char *nonce,
    struct response *response)
{
	const struct value value = {.type = nonce != NULL ? VALUE_TEXT : VALUE_NULL,
	    .text = nonce,
	    .size = nonce != NULL ? strlen(nonce) : 0};
	struct fetch_request request = {{NULL}};
	bool asked = names_replace(&x->names, '$', "nonce", &value) &&
		     exchange_run(x, statement, &request, fetch_request_row) == STORE_ROW;

	response_clear(response); /* the nonce stood in it */
	response->is_bytes = request.column[FETCH_BYTES] != NULL;
	if (asked)
		request_send(x, &request, response);
	if (response->error != NULL)
		log_failure(&request, response->error);
	fetch_request_clear(&request);
	return asked;
}

static bool
wants_nonce(const struct exchange *x, const struct response *response)
{
	const char *word = x->program->protocol->nonce_word;

	return response->nonce != NULL && (response->status == 400 || response->status == 401) &&
	       (strstr(response->body, word) != NULL ||
		   (response->challenge != NULL && strstr(response->challenge, word) != NULL));
}

bool
fetch(struct exchange *x, const char *name, const struct statement *statement)
{
	struct response response = {.body = malloc(FETCH_BODY + 1)};
	bool done = response.body != NULL && exchange_release(x) &&
		    ask(x, statement, NULL, &response) &&
		    (!wants_nonce(x, &response) || ask(x, statement, response.nonce, &response));

	if (done)
		done = establish_response(x, name, &response);
	else
		fault(x, statement->name);
	if (response.body != NULL)
		response_clear(&response);
	free(response.body);
	return done;
}

bool
fetch_patiently(struct exchange *x, const char *name, const struct statement *statement)
{
	bool done;

	x->door = x->side_door;
	done = fetch(x, name, statement);
	x->door = NULL;
	return done;
}

void
fetch_pause(struct exchange *x)
{
	fetch_wait_a_moment(x, x->side_door);
}

bool
fetch_is_nested(const struct exchange *x)
{
	return x->stores->kept != NULL;
}

int
fetch_status(struct exchange *x, const char *name)
{
	const char *full = part_name(x, "@", name, "status");
	const struct value *status = full != NULL ? names_get(&x->names, full) : NULL;

	return status != NULL && status->type == VALUE_INTEGER ? (int)status->integer : 0;
}

bool
fetch_was_slow(const struct exchange *x)
{
	return x->waited_ms > FETCH_SLOW_MS;
}
