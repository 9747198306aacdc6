/*
 * fetch_response: an answer as it comes in, and as @names.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "web/exchange_room.h"
#include "web/form.h"
#include "fetch_guard.h"
#include "fetch_response.h"

enum { FETCH_BODY = 65536 };

bool
fetch_response_ready(struct fetch_response *response)
{
	*response = (struct fetch_response){.body = malloc(FETCH_BODY + 1)};
	if (response->body != NULL)
		*response->body = '\0';
	return response->body != NULL;
}

void
fetch_response_clear(struct fetch_response *response)
{
	char *body = response->body;

	explicit_bzero(body, response->size);
	free(response->type);
	free(response->retry_after);
	free(response->challenge);
	free(response->cache_control);
	free(response->nonce);
	*response = (struct fetch_response){.body = body};
	*body = '\0';
}

void
fetch_response_free(struct fetch_response *response)
{
	if (response->body != NULL)
		fetch_response_clear(response);
	free(response->body);
	response->body = NULL;
}

static size_t
take_body(char *bytes, size_t size, size_t count, void *self)
{
	struct fetch_response *response = self;

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
	struct fetch_response *response = self;

	(void)purpose;
	if (!fetch_guard_public(&address->addr)) {
		response->is_private = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void
fetch_response_await(struct fetch_response *response, CURL *curl, bool is_stranger)
{
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, response->words);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, response);
	if (!is_stranger)
		return;
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, response);
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

static bool
is_text(const struct fetch_response *response)
{
	return form_is_utf8(response->body, response->size) &&
	       strlen(response->body) == response->size && form_json_flaw(response->body) == NULL;
}

/* Why there is no answer that may be shown to anybody; NULL: there is one. */
static const char *
flaw_of(const struct fetch_response *response, CURLcode code)
{
	if (response->is_private)
		return "The address is not a public one.";
	if (response->too_large)
		return "The answer is larger than 64 KiB.";
	if (code != CURLE_OK)
		return *response->words != '\0' ? response->words : curl_easy_strerror(code);
	if (!response->is_bytes && !is_text(response))
		return "The answer is no text in UTF-8, or has a NUL in it.";
	return NULL;
}

void
fetch_response_read(
    struct fetch_response *response, CURL *curl, CURLcode code, const char *nonce_header)
{
	const char *type = NULL;

	response->body[response->size] = '\0';
	response->error = flaw_of(response, code);
	if (response->error != NULL)
		return;
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response->status);
	if (curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK && type != NULL)
		response->type = strdup(type);
	response->retry_after = header_of(curl, "Retry-After");
	response->challenge = header_of(curl, "WWW-Authenticate");
	response->cache_control = header_of(curl, "Cache-Control");
	response->nonce = header_of(curl, nonce_header);
}

const char *
fetch_response_name(struct exchange *x, const char *sigil, const char *name, const char *part)
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
	const char *full = fetch_response_name(x, "", name, part);

	if (full == NULL)
		fault(x, name);
	return full != NULL && exchange_establish_text(x, full, text);
}

/* A text, or bytes; NULL: no answer came. */
static bool
establish_body(struct exchange *x, const char *name, const struct fetch_response *response)
{
	const char *full = fetch_response_name(x, "", name, "body");
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
	const char *full = fetch_response_name(x, "", name, "status");

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

bool
fetch_response_establish(
    struct exchange *x, const char *name, const struct fetch_response *response)
{
	return establish_status(x, name, response->status) && establish_body(x, name, response) &&
	       establish_part(x, name, "type", response->type) &&
	       establish_header(x, name, "retry_after", response->retry_after) &&
	       establish_header(x, name, "www_authenticate", response->challenge) &&
	       establish_header(x, name, "cache_control", response->cache_control) &&
	       establish_part(x, name, "error", response->error);
}
