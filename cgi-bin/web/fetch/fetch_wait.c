/*
 * fetch_wait: libcurl's two ways to wait.
 */
#include <time.h>

#include "web/exchange_room.h"
#include "fetch_wait.h"
#include "web/store/stores.h"

/* Between two looks at who asks. */
enum { LOOK_MS = 10, PAUSE_MS = 50 };

/* Whoever is let in may ask another database: this one stays open. */
static void
look(struct exchange *x, const struct door *door)
{
	x->stores->kept = x->store;
	door->look(x->program, x->stores, door->next);
	x->stores->kept = NULL;
}

static CURLcode
wait_between(struct exchange *x, CURL *curl, CURLM *multi)
{
	const CURLMsg *said;
	CURLcode code;
	int running = 1, left;

	if (curl_multi_add_handle(multi, curl) != CURLM_OK)
		return CURLE_OUT_OF_MEMORY;
	while (curl_multi_perform(multi, &running) == CURLM_OK && running) {
		curl_multi_poll(multi, NULL, 0, LOOK_MS, NULL);
		look(x, x->door);
	}
	said = curl_multi_info_read(multi, &left);
	code = said != NULL ? said->data.result : CURLE_RECV_ERROR;
	curl_multi_remove_handle(multi, curl);
	return code;
}

CURLcode
fetch_wait(struct exchange *x, CURL *curl)
{
	CURLM *multi;
	CURLcode code = CURLE_OUT_OF_MEMORY;

	if (x->door == NULL)
		return curl_easy_perform(curl);
	multi = curl_multi_init();
	if (multi != NULL)
		code = wait_between(x, curl, multi);
	curl_multi_cleanup(multi);
	return code;
}

void
fetch_wait_a_moment(struct exchange *x, const struct door *door)
{
	const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000};

	nanosleep(&pause, NULL);
	if (door != NULL)
		look(x, door);
}
