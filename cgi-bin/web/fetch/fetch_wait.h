/*
 * fetch_wait: an answer is waited for, by whoever has nothing else to do, or between requests.
 */
#ifndef WEB_FETCH_WAIT_H
#define WEB_FETCH_WAIT_H

#include <curl/curl.h>

struct exchange;

/*
 * Until it is here, or its time is over.  A step that nobody waits for keeps nobody waiting
 * (x->door): the web server does not know of it, and may send here what the answer depends on.
 */
CURLcode fetch_wait(struct exchange *x, CURL *curl);

#endif
