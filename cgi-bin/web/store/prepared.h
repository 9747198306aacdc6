/*
 * prepared: a statement on its connection: prepared once, run again and again.
 */
#ifndef WEB_PREPARED_H
#define WEB_PREPARED_H

#include <stdbool.h>
#include <stddef.h>
#include <sqlite3.h>

#include "statement.h"
#include "web/value.h"

struct prepared {
	const struct statement *statement;
	sqlite3_stmt *handle;
	bool writes;
	const char **names; /* the row that it stands on; borrowed from SQLite */
	struct value *values;
	size_t ncolumns, room;
};

/* NULL: it cannot be (the log says why). */
struct prepared *prepared_new(sqlite3 *database, const struct statement *statement);
void prepared_free(struct prepared *prepared);

/* Any other SQL of the store itself, into *handle; false: it cannot be (the log says why). */
bool prepared_sql(sqlite3 *database, const char *sql, sqlite3_stmt **handle);

/*
 * Gives each parameter its value, by its full name, sigil included.  The values are bound as they
 * lie in the caller's memory: nothing is copied, so nothing stays behind.  false: value_of knew no
 * such name (the log says which), or no memory is left.
 */
bool prepared_bind(
    struct prepared *prepared, const struct value *(*value_of)(void *, const char *), void *self);

/*
 * Whether the schema said no to what it has just done, and in which sentence: of a trigger, or
 * the name of a constraint.
 */
bool prepared_objection(const struct prepared *prepared, char *sentence, size_t size);

/* SQLITE_ROW: the next row is in names and values; else what sqlite3_step says. */
int prepared_step(struct prepared *prepared);

#endif
