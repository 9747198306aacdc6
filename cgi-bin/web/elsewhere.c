/*
 * elsewhere: one seat after the other.
 */
#include <stdlib.h>
#include <cjson/cJSON.h>

#include "elsewhere.h"
#include "exchange_room.h"
#include "list.h"
#include "mount.h"
#include "web/store/stores.h"

struct elsewhere {
	struct exchange *x;
	const struct statement *const *statements;
	cJSON *found; /* of all seats */
	cJSON *rows;  /* of this one */
};

static const struct value *
parameter(void *self, const char *name)
{
	struct elsewhere *elsewhere = self;

	return exchange_value(elsewhere->x, name);
}

static bool
keep_row(void *self, const struct store_row *row)
{
	struct elsewhere *elsewhere = self;

	return list_add(elsewhere->rows, row);
}

static bool
run_all(struct elsewhere *elsewhere, struct store *store)
{
	const struct store_caller caller = {
	    .self = elsewhere, .parameter = parameter, .row = keep_row};
	enum store_result result = STORE_NONE;

	for (size_t i = 0; elsewhere->statements[i] != NULL && result <= STORE_NONE; i++)
		result = store_run(store, elsewhere->statements[i], &caller);
	if (result <= STORE_NONE)
		result = store_commit(store, STORE_DURABLE);
	else
		store_rollback(store);
	return result == STORE_NONE;
}

/* The one of this exchange is asked for as well, each time: so it is never the one that goes. */
static struct store *
store_of(struct exchange *x, const char *seat)
{
	char *path = mount_of_seat(seat);
	struct store *store = path != NULL ? stores_find(x->stores, path) : NULL;

	free(path);
	stores_find(x->stores, mount_database(x->mount));
	if (store != NULL)
		store_renew(store);
	return store;
}

/* What a seat says is taken as a whole, or not at all. */
static bool
ask_seat(void *self, const struct store_row *row)
{
	struct elsewhere *elsewhere = self;
	struct store *store = store_of(elsewhere->x, row->values[0].text);

	elsewhere->rows = cJSON_CreateArray();
	if (store != NULL && run_all(elsewhere, store))
		while (cJSON_GetArraySize(elsewhere->rows) > 0)
			cJSON_AddItemToArray(
			    elsewhere->found, cJSON_DetachItemFromArray(elsewhere->rows, 0));
	cJSON_Delete(elsewhere->rows);
	return true;
}

bool
establish_elsewhere(struct exchange *x, const char *name, const struct statement *seats,
    const struct statement *const *statements)
{
	struct elsewhere elsewhere = {
	    .x = x, .statements = statements, .found = cJSON_CreateArray()};
	enum store_result result;

	x->stores->largest = STORES_LARGEST;
	result = exchange_run(x, seats, &elsewhere, ask_seat);

	if (result == STORE_ROW || result == STORE_NONE)
		return list_establish(x, name, elsewhere.found);
	cJSON_Delete(elsewhere.found);
	return false;
}
