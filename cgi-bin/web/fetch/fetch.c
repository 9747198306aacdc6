/*
 * fetch: one HTTP request with libcurl, and its answer as @names.  What is sent and what comes back
 * may hold tokens: nothing of it is logged, and the copies made here are wiped.
 */
#include <stdlib.h>
#include <string.h>
#include <curl/curl.h>

#include "web/exchange_room.h"
#include "web/log.h"
#include "fetch.h"
#include "fetch_request.h"
#include "fetch_response.h"
#include "fetch_wait.h"
#include "web/store/stores.h"

enum {
	/* For one answer, if the request does not say so. */
	FETCH_MS = 5000,
	/* For all answers of an exchange: its caller waits for them too. */
	FETCH_TOGETHER_MS = 5500,
	/* With less, a request would be acted on and its answer lost. */
	FETCH_LEAST_MS = 100,
	FETCH_SLOW_MS = 1000
};

/* A request on its way. */
struct fetching {
	struct fetch_request request;
	struct fetch_response response;
	CURL *curl; /* NULL: it could not be sent, and the response says why */
	CURLcode code;
	struct curl_slist *headers;
};

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

/* The request names whose address it is; without a word it is a stranger's. */
static bool
is_strange(struct exchange *x, const struct fetch_request *request)
{
	const char *reach = request->column[FETCH_REACH];

	return (reach == NULL || strcmp(reach, "configured") != 0) && !is_true(x, "@fetch_private");
}

/*
 * A stranger's address: https, public, and on a connection of its own, for an open one was let in
 * by other rules.  No proxy in any case: it would connect for us, and no address would be looked
 * at.
 */
static void
set_reach(CURL *curl, bool is_stranger)
{
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, is_stranger ? "https" : "http,https");
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, is_stranger ? 1L : 0L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, is_stranger ? 1L : 0L);
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

/* Everything but the waiting. */
static void
request_put(struct exchange *x, struct fetching *f)
{
	bool is_stranger = is_strange(x, &f->request);

	if (time_left(x, &f->request) < FETCH_LEAST_MS) {
		f->response.error = "No time is left to wait for another answer.";
		return;
	}
	f->code = CURLE_RECV_ERROR;
	f->curl = take_handle();
	if (f->curl == NULL || !fetch_request_put(x, &f->request, f->curl, &f->headers)) {
		f->response.error = "The request could not be made.";
		give_handle(f->curl);
		f->curl = NULL;
		return;
	}
	set_reach(f->curl, is_stranger);
	fetch_response_await(&f->response, f->curl, is_stranger);
	if (has_value(x, "@ca_file"))
		curl_easy_setopt(f->curl, CURLOPT_CAINFO, text_of(x, "@ca_file"));
	curl_easy_setopt(f->curl, CURLOPT_TIMEOUT_MS, time_left(x, &f->request));
	curl_easy_setopt(f->curl, CURLOPT_NOSIGNAL, 1L);
	/* A name server that is silent is waited for no longer: its thread ends later. */
	curl_easy_setopt(f->curl, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(f->curl, CURLOPT_PRIVATE, &f->code);
}

/* false: the statement failed. */
static bool
request_send(
    struct exchange *x, const struct statement *statement, const char *nonce, struct fetching *f)
{
	const struct value value = {.type = nonce != NULL ? VALUE_TEXT : VALUE_NULL,
	    .text = nonce,
	    .size = nonce != NULL ? strlen(nonce) : 0};
	bool asked;

	f->request = (struct fetch_request){{NULL}};
	asked = names_replace(&x->names, '$', "nonce", &value) &&
		exchange_run(x, statement, &f->request, fetch_request_row) == STORE_ROW;
	fetch_response_clear(&f->response); /* the nonce stood in it */
	f->response.is_bytes = f->request.column[FETCH_BYTES] != NULL;
	if (asked)
		request_put(x, f);
	return asked;
}

/* An address may bear a secret behind its '?'; the administrator needs what stands before. */
static void
log_failure(const struct fetch_request *request, const char *error)
{
	const char *url = request->column[FETCH_URL] != NULL ? request->column[FETCH_URL] : "-";

	log_line("no answer from %.*s: %s", (int)strcspn(url, "?#"), url, error);
}

/* After the waiting. */
static void
response_take(struct exchange *x, struct fetching *f)
{
	curl_off_t took_us = 0;

	if (f->curl != NULL) {
		if (curl_easy_getinfo(f->curl, CURLINFO_TOTAL_TIME_T, &took_us) == CURLE_OK)
			x->waited_ms += (long)(took_us / 1000);
		fetch_response_read(
		    &f->response, f->curl, f->code, x->program->protocol->nonce_header);
	}
	if (f->response.error != NULL)
		log_failure(&f->request, f->response.error);
	give_handle(f->curl);
	fetch_headers_free(f->headers);
	fetch_request_clear(&f->request);
	f->curl = NULL;
	f->headers = NULL;
}

static bool
ask(struct exchange *x, const struct statement *statement, const char *nonce, struct fetching *f)
{
	bool asked = request_send(x, statement, nonce, f);

	if (f->curl != NULL)
		fetch_wait(x, &f->curl, 1);
	response_take(x, f);
	return asked;
}

static bool
wants_nonce(const struct exchange *x, const struct fetch_response *response)
{
	const char *word = x->program->protocol->nonce_word;

	return response->nonce != NULL && (response->status == 400 || response->status == 401) &&
	       (strstr(response->body, word) != NULL ||
		   (response->challenge != NULL && strstr(response->challenge, word) != NULL));
}

bool
fetch(struct exchange *x, const char *name, const struct statement *statement)
{
	struct fetching f = {.curl = NULL};
	bool done = fetch_response_ready(&f.response) && exchange_release(x) &&
		    ask(x, statement, NULL, &f) &&
		    (!wants_nonce(x, &f.response) || ask(x, statement, f.response.nonce, &f));

	if (done)
		done = fetch_response_establish(x, name, &f.response);
	else
		fault(x, statement->name);
	fetch_response_free(&f.response);
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

void
fetch_later(struct exchange *x, const struct statement *statement)
{
	x->fetching = calloc(1, sizeof *x->fetching);
	if (x->fetching == NULL || !fetch_response_ready(&x->fetching->response) ||
	    !exchange_release(x) || !request_send(x, statement, NULL, x->fetching))
		fault(x, statement->name);
}

void
fetch_together(struct exchange *x, size_t n)
{
	CURL *curl[FETCH_BESIDE];
	size_t sent = 0;

	for (size_t i = 0; i < n && sent < FETCH_BESIDE; i++)
		if (x[i].fetching != NULL && x[i].fetching->curl != NULL)
			curl[sent++] = x[i].fetching->curl;
	if (sent > 0)
		fetch_wait(x, curl, sent);
}

bool
fetch_answer(struct exchange *x, const char *name)
{
	struct fetching *f = x->fetching;
	bool done = !refused(x);

	response_take(x, f);
	if (done)
		done = fetch_response_establish(x, name, &f->response);
	fetch_response_free(&f->response);
	free(f);
	x->fetching = NULL;
	return done;
}

int
fetch_status(struct exchange *x, const char *name)
{
	const char *full = fetch_response_name(x, "@", name, "status");
	const struct value *status = full != NULL ? names_get(&x->names, full) : NULL;

	return status != NULL && status->type == VALUE_INTEGER ? (int)status->integer : 0;
}

bool
fetch_was_slow(const struct exchange *x)
{
	return x->waited_ms > FETCH_SLOW_MS;
}
