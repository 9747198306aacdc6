/*
 * stores: many databases in one process; a statement has one handle in each, and of those that were
 * not asked for longest few are open.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sqlite3.h>
#include <unistd.h>

#include "tap.h"
#include "web/store/store.h"
#include "web/store/stores.h"

enum { SEATS = STORES + 4 };

static char paths[SEATS][80];
static int64_t got;

static bool
take(void *self, const struct store_row *row)
{
	(void)self;
	got = row->values[0].integer;
	return true;
}

/* One statement for all stores. */
static bool
reads_its_own(struct store *store, int64_t number)
{
	static size_t slot;
	static const struct statement statement = {.name = "clock",
	    .kind = STATEMENT_STORE,
	    .slot = &slot,
	    .sql = "SELECT clock_offset FROM common_setting"};
	static const struct store_caller caller = {.row = take};

	return store != NULL && store_run(store, &statement, &caller) == STORE_ROW &&
	       store_commit(store, STORE_SOON) == STORE_NONE && got == number;
}

static bool
is_open(const char *path)
{
	DIR *folder = opendir("/proc/self/fd");
	struct dirent *entry;
	char link[300], file[300] = "";
	bool found = false;

	while ((entry = readdir(folder)) != NULL) {
		ssize_t size;

		snprintf(link, sizeof link, "/proc/self/fd/%s", entry->d_name);
		size = readlink(link, file, sizeof file - 1);
		file[size > 0 ? size : 0] = '\0';
		found = found || strcmp(file, path) == 0;
	}
	closedir(folder);
	return found;
}

/* A database for each seat, which differ in their clocks. */
static bool
make_seats(const char *folder)
{
	char command[300];
	bool made = true;

	snprintf(
	    command, sizeof command, "schema/create %s/all http://localhost:8080/provider", folder);
	made = system(command) == 0;
	for (int i = 0; made && i < SEATS; i++) {
		snprintf(paths[i], sizeof paths[i], "%s/%d", folder, i);
		snprintf(command, sizeof command,
		    "cp %s/all %s && sqlite3 %s \"UPDATE setting SET value = %d WHERE name = "
		    "'clock_offset'\"",
		    folder, paths[i], paths[i], i);
		made = system(command) == 0;
	}
	return made;
}

static void
test_cap(struct stores *stores)
{
	bool all = true;
	struct store *second = stores_find(stores, paths[1]);

	for (int i = 0; i < SEATS; i++)
		all = all && reads_its_own(stores_find(stores, paths[i]), i) &&
		      stores_find(stores, paths[1]) != NULL;
	ok("each store reads its own database by the same statement", all);
	ok("at most so many are open", stores->nopen == STORES);
	ok("the oldest of them is closed, file and all",
	    !is_open(paths[0]) && is_open(paths[SEATS - 1]));
	ok("what is asked for again and again stays open", stores_find(stores, paths[1]) == second);
	ok("what was closed is opened again", reads_its_own(stores_find(stores, paths[0]), 0));
}

static void
test_fault(struct stores *stores, const char *folder)
{
	char path[80];
	struct store *store = stores_find(stores, paths[1]);
	size_t nopen = stores->nopen;
	FILE *file;

	snprintf(path, sizeof path, "%s/broken", folder);
	file = fopen(path, "w");
	for (int i = 0; i < 1000; i++)
		fputs("no database ", file);
	fclose(file);
	ok("a file that is no database is not opened", stores_find(stores, path) == NULL);
	ok("nor is one that nobody named", stores_find(stores, NULL) == NULL);
	ok("and they take no other's place", stores->nopen == nopen &&
						 stores_find(stores, paths[1]) == store &&
						 reads_its_own(store, 1));
}

/* A step of the background waits with the store that was asked for longest ago. */
static void
test_kept(struct stores *stores)
{
	struct store *store = stores->open[stores->nopen - 1].store;
	char *path = strdup(stores->open[stores->nopen - 1].path);

	stores->kept = store;
	for (int seat = 0; seat < SEATS; seat++)
		if (strcmp(paths[seat], path) != 0)
			stores_find(stores, paths[seat]);
	ok("one that is in use is not closed for another", stores_find(stores, path) == store);
	ok("and there are no more than before", stores->nopen == STORES);
	stores->kept = NULL;
	free(path);
}

int
main(void)
{
	struct stores stores = {.program = "api", .entry_point = "sqlite3_jwtverify_init"};
	char folder[] = "/tmp/stores-test-XXXXXX", command[600];

	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(command, sizeof command, "%s/jwt.so", getenv("BUILD"));
	setenv("OIDC_EXTENSION", command, 1);
	if (!make_seats(folder))
		return 1;
	test_cap(&stores);
	test_fault(&stores, folder);
	test_kept(&stores);
	stores_close(&stores);
	ok("none is open at the end",
	    stores.nopen == 0 && !is_open(paths[0]) && !is_open(paths[1]));
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command) != 0 || tap_end();
}
