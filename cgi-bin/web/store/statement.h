/*
 * statement: one statement of an .sql file, as statement.awk writes it down.
 */
#ifndef WEB_STATEMENT_H
#define WEB_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

enum statement_kind { STATEMENT_STORE, STATEMENT_LOCAL };

struct statement {
	const char *name;
	enum statement_kind kind;
	bool slow; /* runs scrypt or makes a key: never inside a transaction */
	const char *sql;
	/* Where each store of this process keeps it, once it has run in one; 0: none has. */
	size_t *slot;
};

#endif
