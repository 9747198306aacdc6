/*
 * fetch_wait: an answer is waited for, by whoever has nothing else to do, or between requests.
 */
#ifndef WEB_FETCH_WAIT_H
#define WEB_FETCH_WAIT_H

#include <curl/curl.h>

struct door;
struct exchange;

/*
 * Until it is here, or its time is over.  With a door (x->door) nobody is kept waiting by it: the
 * web server does not know of the wait, and may send here what the answer depends on.
 */
CURLcode fetch_wait(struct exchange *x, CURL *curl);

/* A twentieth of a second, with or without a door. */
void fetch_wait_a_moment(struct exchange *x, const struct door *door);

#endif
