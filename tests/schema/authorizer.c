/*
 * authorizer: tries statements as a program would: through store_open, under its name and with its
 * entry point.
 *
 *   authorizer PROGRAM ENTRY_POINT < lines of `title TAB sql` > lines of `title TAB allowed|refused`
 *
 * The statements are written so that they change nothing and cannot fail otherwise.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/log.h"
#include "web/store/store.h"

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

/* The store keeps what it has prepared as long as it is open, and so do we the statements. */
struct trial {
	struct trial *next;
	struct statement statement;
	size_t slot;
	char line[4096]; /* title TAB sql */
};

static enum store_result
try_statement(struct store *store, struct trial *trial)
{
	static const struct store_caller caller = {.parameter = no_parameter, .row = take_row};
	char *sql = strchr(trial->line, '\t');
	enum store_result result;

	if (sql == NULL)
		return STORE_FAULT;
	*sql++ = '\0';
	sql[strcspn(sql, "\n")] = '\0';
	trial->statement = (struct statement){
	    .name = trial->line, .kind = STATEMENT_STORE, .sql = sql, .slot = &trial->slot};
	result = store_run(store, &trial->statement, &caller);
	store_rollback(store);
	return result;
}

int
main(int argc, char **argv)
{
	struct trial *trials = NULL, *trial;
	struct store *store;
	char line[sizeof trials->line];

	if (argc != 3)
		return 2;
	log_program(argv[1]);
	store = store_open(getenv("OIDC_DB"), argv[1], argv[2]);
	if (store == NULL)
		return 1;
	while (fgets(line, sizeof line, stdin) != NULL) {
		enum store_result result;

		trial = calloc(1, sizeof *trial);
		if (trial == NULL)
			return 1;
		trial->next = trials;
		trials = trial;
		strcpy(trial->line, line);
		result = try_statement(store, trial);
		printf("%s\t%s\n", trial->line,
		    result == STORE_ROW || result == STORE_NONE ? "allowed" : "refused");
	}
	store_close(store);
	while ((trial = trials) != NULL) {
		trials = trial->next;
		free(trial);
	}
	return 0;
}
