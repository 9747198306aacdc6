/* list: what no memory is left for is not added, and nothing of it is left behind. */
#include <stdlib.h>

#include "tap.h"
#include "web/list.h"

static size_t asked, failing,
    held; /* allocations; which of them fails; those that were not freed */

static void *
take(size_t size)
{
	void *taken = ++asked == failing ? NULL : malloc(size);

	held += taken != NULL;
	return taken;
}

static void
give(void *taken)
{
	held -= taken != NULL;
	free(taken);
}

int
main(void)
{
	static const char *const names[] = {"client_id", "issued_at"};
	const struct value values[] = {{VALUE_TEXT, 0, 0, "c_1", 3}, {.type = VALUE_INTEGER}};
	const struct store_row row = {2, names, values};
	cJSON_Hooks hooks = {take, give};
	bool added = false, left = false;

	cJSON_InitHooks(&hooks);
	for (failing = 1; !added && failing < 100; failing++) {
		cJSON *list;

		asked = 0;
		list = cJSON_CreateArray();
		added = list_add(list, &row);
		cJSON_Delete(list);
		left = left || held > 0;
	}
	ok("each allocation of a row failed once", added && failing > 5);
	ok("nothing was left behind", !left);
	return tap_end();
}
