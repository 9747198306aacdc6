/*
 * stores: least recently used, in an array so short that moving its entries costs nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "web/log.h"
#include "store.h"
#include "stores.h"

static void
close_last(struct stores *stores)
{
	struct open_store *last = &stores->open[--stores->nopen], spared;

	if (last->store == stores->kept && stores->nopen > 0) {
		spared = *last;
		*last = last[-1];
		last[-1] = spared;
	}
	store_close(last->store);
	free(last->path);
}

/* Its place is the first. */
static struct store *
put_first(struct stores *stores, size_t place, struct open_store found)
{
	memmove(stores->open + 1, stores->open, place * sizeof *stores->open);
	stores->open[0] = found;
	return found.store;
}

static struct store *
open_first(struct stores *stores, const char *path)
{
	struct open_store new = {.path = strdup(path)};

	if (new.path != NULL)
		new.store = store_open(path, stores->program, stores->entry_point);
	if (new.store == NULL) {
		free(new.path);
		return NULL;
	}
	if (stores->nopen == (stores->largest != 0 ? stores->largest : STORES))
		close_last(stores);
	return put_first(stores, stores->nopen++, new);
}

struct store *
stores_find(struct stores *stores, const char *path)
{
	if (path == NULL) {
		log_line("OIDC_DB does not say where the database is");
		return NULL;
	}
	for (size_t i = 0; i < stores->nopen; i++)
		if (strcmp(stores->open[i].path, path) == 0)
			return put_first(stores, i, stores->open[i]);
	return open_first(stores, path);
}

void
stores_close(struct stores *stores)
{
	while (stores->nopen > 0)
		close_last(stores);
}
