/*
 * store: statements as many and as wide as one likes, values that come back as they were given, and
 * what stands in a transaction.  The program is the API, on a database of schema/create.
 */
#include <stdlib.h>
#include <string.h>
#include <sqlite3.h>

#include "tap.h"
#include "web/store/store.h"

enum { MANY = 1000, WIDE = 200 };

/* Each is one that the store has not met; it remembers them until it is closed. */
static struct statement statements[MANY + 100];
static size_t slots[MANY + 100];
static char sql_of_many[MANY][32];
static size_t nstatements;

/* What is given for @value; how wide the last row was, its first value and the bytes of that. */
static const struct value *given;
static size_t ncolumns;
static struct value got;
static char bytes[16];

static const struct value *
give(void *self, const char *name)
{
	(void)self;
	return strcmp(name, "@value") == 0 ? given : NULL;
}

static bool
take(void *self, const struct store_row *row)
{
	(void)self;
	ncolumns = row->ncolumns;
	got = row->values[0];
	memcpy(bytes, got.text, got.size);
	return true;
}

static enum store_result
run_again(struct store *store, size_t number)
{
	static const struct store_caller caller = {.parameter = give, .row = take};

	return store_run(store, &statements[number], &caller);
}

static enum store_result
run(struct store *store, enum statement_kind kind, const char *sql)
{
	statements[nstatements] =
	    (struct statement){.name = sql, .kind = kind, .sql = sql, .slot = &slots[nstatements]};
	return run_again(store, nstatements++);
}

static void
test_values(struct store *store)
{
	static const struct {
		const char *title;
		struct value value;
	} cases[] = {
	    /* clang-format off */
		{ "NULL comes back",                 { .type = VALUE_NULL } },
		{ "the smallest integer comes back", { .type = VALUE_INTEGER, .integer = INT64_MIN } },
		{ "a real comes back",               { .type = VALUE_REAL, .real = 0.5 } },
		{ "a text comes back",               { .type = VALUE_TEXT, .text = "\xc3\xa9", .size = 2 } },
		{ "an empty text comes back",        { .type = VALUE_TEXT, .text = "" } },
		{ "a blob comes back",               { .type = VALUE_BLOB, .text = "\xff\0a", .size = 3 } },
		{ "an empty blob comes back",        { .type = VALUE_BLOB, .text = "" } },
	    /* clang-format on */
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		given = &cases[i].value;
		ok(cases[i].title,
		    run(store, STATEMENT_LOCAL, "SELECT @value") == STORE_ROW &&
			got.type == given->type && got.integer == given->integer &&
			memcmp(&got.real, &given->real, sizeof got.real) == 0 &&
			got.size == given->size &&
			(given->size == 0 || memcmp(bytes, given->text, given->size) == 0));
	}
}

static void
test_many(struct store *store)
{
	static char wide[16 + 2 * WIDE] = "SELECT 1";
	bool all = true;

	for (int i = 0; i < MANY; i++) {
		snprintf(sql_of_many[i], sizeof sql_of_many[i], "SELECT %d", i);
		all = all && run(store, STATEMENT_LOCAL, sql_of_many[i]) == STORE_ROW &&
		      got.integer == i;
	}
	ok("as many statements as one likes", all);
	ok("the oldest of them is still there",
	    run_again(store, nstatements - MANY) == STORE_ROW && got.integer == 0);
	for (int i = 1; i < WIDE; i++)
		strcat(wide, ",1");
	ok("as many columns as one likes",
	    run(store, STATEMENT_LOCAL, wide) == STORE_ROW && ncolumns == WIDE);
}

static void
test_faults(struct store *store)
{
	ok("no row is no fault", run(store, STATEMENT_LOCAL, "SELECT 1 WHERE 0") == STORE_NONE);
	ok("a value that was never established is a fault",
	    run(store, STATEMENT_LOCAL, "SELECT @other") == STORE_FAULT);
	ok("so is what another program may read",
	    run(store, STATEMENT_STORE, "SELECT client_id FROM client") == STORE_FAULT);
	ok("and a common table expression with the name of a view",
	    run(store, STATEMENT_STORE, "WITH clock AS (SELECT 1 AS now) SELECT now FROM clock") ==
		STORE_FAULT);
	ok("and an error while it runs",
	    run(store, STATEMENT_LOCAL, "SELECT abs(-9223372036854775808)") == STORE_FAULT);
}

static void
test_transaction(struct store *store)
{
	ok("a statement that reads opens no transaction",
	    run(store, STATEMENT_STORE, "SELECT clock_offset FROM common_setting") == STORE_ROW &&
		!store_in_transaction(store));
	ok("one that writes does",
	    run(store, STATEMENT_STORE, "DELETE FROM note WHERE 0") == STORE_NONE &&
		store_in_transaction(store));
	ok("what the schema refuses is said in a sentence, and the transaction goes on",
	    run(store, STATEMENT_STORE,
		"INSERT INTO note (iss, sub, text, created_at) VALUES ('i', 's', '', 1)") ==
		    STORE_OBJECTED &&
		strcmp(store_objection(store), "length(text) BETWEEN 1 AND 280") == 0 &&
		store_in_transaction(store));
	statements[nstatements] = (struct statement){.name = "slow",
	    .kind = STATEMENT_LOCAL,
	    .slow = true,
	    .sql = "SELECT 1",
	    .slot = &slots[nstatements]};
	ok("a slow one does not run inside", run_again(store, nstatements) == STORE_FAULT);
	ok("and runs behind the commit", store_commit(store, STORE_DURABLE) == STORE_NONE &&
					     run_again(store, nstatements++) == STORE_ROW);
}

static void
test_one_state(struct store *store, const char *path)
{
	sqlite3 *other = NULL;
	size_t reading = nstatements;
	bool before, same, after;

	before =
	    run(store, STATEMENT_STORE, "SELECT clock_offset FROM common_setting") == STORE_ROW &&
	    got.integer == 0;
	if (sqlite3_open(path, &other) != SQLITE_OK ||
	    sqlite3_exec(other, "UPDATE setting SET value = 7 WHERE name = 'clock_offset'", NULL,
		NULL, NULL) != SQLITE_OK)
		printf("# %s\n", sqlite3_errmsg(other));
	sqlite3_close(other);
	same = run_again(store, reading) == STORE_ROW && got.integer == 0;
	after = store_commit(store, STORE_SOON) == STORE_NONE &&
		run_again(store, reading) == STORE_ROW && got.integer == 7;
	ok("what others write is not seen before the commit", before && same);
	ok("but behind it", after);
}

int
main(void)
{
	char folder[] = "/tmp/store-test-XXXXXX", path[64], command[600];
	struct store *store;

	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof path, "%s/oidc.db", folder);
	snprintf(command, sizeof command, "%s/jwt.so", getenv("BUILD"));
	setenv("OIDC_EXTENSION", command, 1);
	setenv("OIDC_DB", path, 1);
	if (system("schema/create \"$OIDC_DB\" http://localhost:8080/provider") != 0 ||
	    (store = store_open(path, "api", "sqlite3_jwtverify_init")) == NULL)
		return 1;
	test_values(store);
	test_many(store);
	test_faults(store);
	test_transaction(store);
	test_one_state(store, path);
	store_close(store);
	store = store_open(path, "api", "sqlite3_jwtverify_init");
	ok("the next store prepares them anew",
	    run_again(store, nstatements - 1) == STORE_ROW && got.integer == 7);
	store_close(store);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command) != 0 || tap_end();
}
