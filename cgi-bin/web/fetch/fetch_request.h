/*
 * fetch_request: for fetch alone.  What is sent, from a statement's row into libcurl's handle; the
 * copies are wiped.
 */
#ifndef WEB_FETCH_REQUEST_H
#define WEB_FETCH_REQUEST_H

#include <curl/curl.h>

#include "web/exchange.h"

/* The columns that a statement may have; their names stand in fetch_request.c. */
enum fetch_column {
	FETCH_URL,
	FETCH_METHOD,
	FETCH_AUTHORIZATION,
	FETCH_BASIC_USER,
	FETCH_BASIC_PASSWORD,
	FETCH_FORM,
	FETCH_JSON,
	FETCH_ACCEPT,
	FETCH_REACH,
	FETCH_SECONDS,
	FETCH_BYTES,
	FETCH_HEADER,
	FETCH_COLUMNS
};

struct fetch_request {
	char *column[FETCH_COLUMNS]; /* owned; NULL: not given */
};

/* A row's columns become those of the request (self); false: an unknown one, or no memory. */
bool fetch_request_row(void *self, const struct store_row *row);

/* Address, method, body, credentials and headers.  The headers live until the handle is reset. */
bool fetch_request_put(struct exchange *x, const struct fetch_request *request, CURL *curl,
    struct curl_slist **headers);

void fetch_headers_free(struct curl_slist *headers);
void fetch_request_clear(struct fetch_request *request);

#endif
