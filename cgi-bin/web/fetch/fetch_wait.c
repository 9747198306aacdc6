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

static void
put_code(CURL *curl, CURLcode code)
{
	CURLcode *place = NULL;

	if (curl_easy_getinfo(curl, CURLINFO_PRIVATE, &place) == CURLE_OK && place != NULL)
		*place = code;
}

static void
wait_between(struct exchange *x, CURLM *multi)
{
	const CURLMsg *said;
	int running = 1, left;

	while (curl_multi_perform(multi, &running) == CURLM_OK && running) {
		curl_multi_poll(multi, NULL, 0, LOOK_MS, NULL);
		look(x, x->door);
	}
	while ((said = curl_multi_info_read(multi, &left)) != NULL)
		if (said->msg == CURLMSG_DONE)
			put_code(said->easy_handle, said->data.result);
}

/* One whose code nobody puts was not sent, or has no answer. */
static void
wait_beside(struct exchange *x, CURL *const *curl, size_t n)
{
	CURLM *multi = curl_multi_init();

	if (multi == NULL)
		return;
	for (size_t i = 0; i < n; i++)
		curl_multi_add_handle(multi, curl[i]);
	wait_between(x, multi);
	for (size_t i = 0; i < n; i++)
		curl_multi_remove_handle(multi, curl[i]);
	curl_multi_cleanup(multi);
}

void
fetch_wait(struct exchange *x, CURL *const *curl, size_t n)
{
	if (x->door != NULL)
		wait_beside(x, curl, n);
	else
		for (size_t i = 0; i < n; i++)
			put_code(curl[i], curl_easy_perform(curl[i]));
}

void
fetch_wait_a_moment(struct exchange *x, const struct door *door)
{
	const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000};

	nanosleep(&pause, NULL);
	if (door != NULL)
		look(x, door);
}
