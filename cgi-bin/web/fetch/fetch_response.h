/*
 * fetch_response: for fetch alone.  An answer as it comes in, and as @names.
 */
#ifndef WEB_FETCH_RESPONSE_H
#define WEB_FETCH_RESPONSE_H

#include <curl/curl.h>

#include "web/exchange.h"

struct fetch_response {
	char *body; /* owned, never larger than 64 KiB */
	size_t size;
	bool too_large;
	bool is_bytes;   /* and need not be text */
	bool is_private; /* the address was one that a stranger may not name */
	long status;
	char *type; /* owned, like the next four */
	char *retry_after, *challenge, *cache_control, *nonce;
	const char *error; /* NULL: an answer came, and it is text */
	char words[CURL_ERROR_SIZE];
};

/* false: no memory is left. */
bool fetch_response_ready(struct fetch_response *response);

/* What was there is wiped; the next answer goes into the same memory. */
void fetch_response_clear(struct fetch_response *response);
void fetch_response_free(struct fetch_response *response);

/* Into which the handle puts what comes; of a stranger's address only if that is a public one. */
void fetch_response_await(struct fetch_response *response, CURL *curl, bool is_stranger);

/* What came, or why nothing did. */
void fetch_response_read(
    struct fetch_response *response, CURL *curl, CURLcode code, const char *nonce_header);

/* As @<name>_status and the other names of fetch.h. */
bool fetch_response_establish(
    struct exchange *x, const char *name, const struct fetch_response *response);

/* "@token_status", or without the sigil "token_body"; NULL: no memory is left. */
const char *fetch_response_name(
    struct exchange *x, const char *sigil, const char *name, const char *part);

#endif
