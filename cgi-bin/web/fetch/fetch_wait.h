/*
 * fetch_wait: answers are waited for, by whoever has nothing else to do, or between requests.
 */
#ifndef WEB_FETCH_WAIT_H
#define WEB_FETCH_WAIT_H

#include <curl/curl.h>

struct door;
struct exchange;

/*
 * Until all are here, or their time is over; what came of each goes into the CURLcode that it holds
 * as CURLOPT_PRIVATE.  With a door (x->door) nobody is kept waiting by it: the web server does not
 * know of the wait, and may send here what an answer depends on.
 */
void fetch_wait(struct exchange *x, CURL *const *curl, size_t n);

/* A twentieth of a second, with or without a door. */
void fetch_wait_a_moment(struct exchange *x, const struct door *door);

#endif
