/*
 * authorizer: tries statements as a program would: through store_open, under its name and its entry
 * point. authorizer PROGRAM ENTRY_POINT < lines of `title TAB sql`  > lines of `title TAB
 * allowed|refused` The statements are written so that they change nothing and cannot fail
 * otherwise.
 */
#include <stdio.h>
#include <string.h>

#include "web/log.h"
#include "web/store.h"

static const struct value *
no_parameter(void *self, const char *name)
{
	(void)self;
	(void)name;
	return NULL;
}

static bool
take_row(void *self, const struct store_row *row)
{
	(void)self;
	(void)row;
	return true;
}

enum { STATEMENTS_OF_A_STORE = 200 };

/* The store remembers a statement by its address, so each has one of its own as long as that store
 * lives. */
static void
try_statement(struct store *store, struct statement *statement, const char *title, const char *sql)
{
	static const struct store_caller nobody = {.parameter = no_parameter, .row = take_row};
	enum store_result result;

	*statement = (struct statement){.name = title, .kind = STATEMENT_STORE, .sql = sql};
	result = store_run(store, statement, &nobody);
	store_rollback(store);
	printf(
	    "%s\t%s\n", title, result == STORE_ROW || result == STORE_NONE ? "allowed" : "refused");
}

int
main(int argc, char **argv)
{
	static struct statement statements[STATEMENTS_OF_A_STORE];
	struct store *store = NULL;
	char line[4096];

	if (argc != 3)
		return 2;
	log_program(argv[1]);
	for (unsigned tried = 0; fgets(line, sizeof line, stdin) != NULL; tried++) {
		char *sql = strchr(line, '\t');

		if (tried % STATEMENTS_OF_A_STORE == 0) {
			store_close(store);
			store = store_open(argv[1], argv[2]);
		}
		if (sql == NULL || store == NULL)
			return 1;
		*sql++ = '\0';
		sql[strcspn(sql, "\n")] = '\0';
		try_statement(store, &statements[tried % STATEMENTS_OF_A_STORE], line, sql);
	}
	store_close(store);
	return 0;
}
