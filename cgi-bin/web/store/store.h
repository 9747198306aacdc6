/*
 * store: the database behind all programs, and the transactions in it.  With SQLite, store
 * statements and local ones run on the same connection; with a networked engine this room would
 * differ, and those below it.
 *
 * A program opens the database under an authorizer made of its rows of `program_access`: what is
 * not listed is refused when a statement is prepared.
 *
 * A statement that writes opens BEGIN IMMEDIATE by itself, behind the write lock (a file beside the
 * database; without it busy writers starve each other).  store_commit ends it.
 *
 * A process may have several stores: each has its own connection, and its own prepared statements.
 */
#ifndef WEB_STORE_H
#define WEB_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "statement.h"
#include "web/value.h"

enum store_result {
	STORE_ROW,      /* at least one row came back */
	STORE_NONE,     /* it ran, and no row came back: "no" */
	STORE_OBJECTED, /* a trigger or a constraint of the schema said no, in a sentence */
	STORE_BUSY,     /* others held the database longer than this request could wait */
	STORE_FAULT,    /* anything else; the log has the sentence */
};

/* One row, borrowed for the time of the call. */
struct store_row {
	size_t ncolumns;
	const char *const *names;
	const struct value *values;
};

/*
 * Who asks: gives a parameter its value, by its full name with the sigil (NULL: no such name, which
 * is a fault), and takes the rows.
 */
struct store_caller {
	void *self;
	const struct value *(*parameter)(void *self, const char *name);
	/* false: a fault of the caller's.  NULL: that there is one says all. */
	bool (*row)(void *self, const struct store_row *row);
};

struct store;

/*
 * store_open(path, program, entry point of the extension): the database at this path, with the
 * extension that OIDC_EXTENSION names.  NULL when it cannot be: the log says why.
 */
struct store *store_open(const char *path, const char *program, const char *entry_point);
void store_close(struct store *store);

/* Runs one statement to its end; prepared on first use, kept until store_close. */
enum store_result store_run(
    struct store *store, const struct statement *statement, const struct store_caller *caller);

/*
 * The sentence of STORE_OBJECTED, borrowed until the next statement runs.  That statement has
 * changed nothing, and its transaction goes on.
 */
const char *store_objection(const struct store *store);

bool store_in_transaction(const struct store *store);

/*
 * Between two transactions all reads see one state, the one that the first of them found.
 * store_commit and store_rollback let go of it: before a wait, or a second look.
 *
 * STORE_DURABLE: what was decided is on the disk before the answer says so, and so is what others
 * decided and was read here (durability.h).  STORE_SOON: for what is only recorded.
 */
enum store_haste { STORE_DURABLE, STORE_SOON };

/* STORE_NONE: all is well. */
enum store_result store_commit(struct store *store, enum store_haste haste);
void store_rollback(struct store *store);

/*
 * A copy of the database as the bytes of a file, after what the rows of `steps` say was done to it
 * (copy.h).  false: it cannot be, or is too large.
 */
bool store_copy(struct store *store, const struct statement *steps,
    bool (*taken)(void *self, const void *bytes, size_t size), void *self);

/* What the log holds goes into the file, while others write: so a commit seldom has to do so. */
void store_checkpoint(struct store *store);

/* The next request may wait as long as any other, and a step of the background only a moment. */
void store_renew(struct store *store);
void store_hurry(struct store *store);

#endif
