/*
 * store: which statement stands in which transaction, and when what it wrote is on the disk.
 */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <sqlite3.h>

#include "web/log.h"
#include "authorizer.h"
#include "connection.h"
#include "copy.h"
#include "deadline.h"
#include "durability.h"
#include "prepared.h"
#include "store.h"
#include "write_lock.h"

struct store {
	sqlite3 *database;
	struct authorizer *authorizer;
	sqlite3_stmt *begin, *commit, *rollback;
	sqlite3_stmt *snapshot;     /* while it stands on its row, all reads see one state */
	struct prepared **prepared; /* by their slots */
	size_t slots;
	int write_lock;
	struct durability *durability;
	struct deadline deadline;
	uint64_t rests_on; /* the newest commit, of any process, that was read here */
	int changes;       /* of the connection, when its transaction began */
	char objection[300];
};

static bool
is_busy(int code)
{
	return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_PROTOCOL;
}

static bool
open_database(struct store *store, const char *path, const char *program, const char *entry_point)
{
	store->database = connection_open(path, entry_point, &store->deadline);
	if (store->database != NULL)
		store->authorizer = authorizer_install(store->database, program);
	return store->authorizer != NULL &&
	       prepared_sql(store->database, "BEGIN IMMEDIATE", &store->begin) &&
	       prepared_sql(store->database, "COMMIT", &store->commit) &&
	       prepared_sql(store->database, "ROLLBACK", &store->rollback) &&
	       prepared_sql(store->database, "SELECT key FROM fingerprint_key", &store->snapshot);
}

struct store *
store_open(const char *path, const char *program, const char *entry_point)
{
	struct store *store = calloc(1, sizeof *store);

	if (store == NULL)
		return NULL;
	store->write_lock = write_lock_open(path);
	store->durability = store->write_lock >= 0 ? durability_open(store->write_lock) : NULL;
	if (store->durability != NULL) {
		store->deadline.missed_at = durability_missed_at(store->durability);
		deadline_renew(&store->deadline);
		if (open_database(store, path, program, entry_point))
			return store;
	}
	store_close(store);
	return NULL;
}

static void
forget_statements(struct store *store)
{
	for (size_t slot = 0; slot < store->slots; slot++)
		prepared_free(store->prepared[slot]);
	free(store->prepared);
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	forget_statements(store);
	sqlite3_finalize(store->begin);
	sqlite3_finalize(store->commit);
	sqlite3_finalize(store->rollback);
	sqlite3_finalize(store->snapshot);
	sqlite3_close(store->database);
	authorizer_free(store->authorizer);
	durability_close(store->durability);
	if (store->write_lock >= 0)
		close(store->write_lock);
	free(store);
}

/* The same number in all stores, given when the statement first runs; 0 is nobody's. */
static size_t
slot_of(const struct statement *statement)
{
	static size_t given;

	if (*statement->slot == 0)
		*statement->slot = ++given;
	return *statement->slot;
}

static bool
make_slots(struct store *store, size_t slots)
{
	struct prepared **prepared = realloc(store->prepared, slots * sizeof *prepared);

	if (prepared == NULL)
		return false;
	for (; store->slots < slots; store->slots++)
		prepared[store->slots] = NULL;
	store->prepared = prepared;
	return true;
}

static struct prepared *
prepare(struct store *store, const struct statement *statement)
{
	size_t slot = slot_of(statement);

	if (slot < store->slots && store->prepared[slot] != NULL)
		return store->prepared[slot];
	if (!authorizer_admits(store->authorizer, statement->sql)) {
		log_line(
		    "statement %s: a common table expression has the name of a view or a trigger",
		    statement->name);
		return NULL;
	}
	if (slot >= store->slots && !make_slots(store, slot + slot / 2 + 16))
		return NULL;
	store->prepared[slot] = prepared_new(store->database, statement);
	return store->prepared[slot];
}

static enum store_result
result_of(struct store *store, const struct prepared *prepared, int code)
{
	if (is_busy(code))
		return STORE_BUSY;
	if (prepared_objection(prepared, store->objection, sizeof store->objection))
		return STORE_OBJECTED;
	log_line("statement %s: %s", prepared->statement->name, sqlite3_errmsg(store->database));
	return STORE_FAULT;
}

/* All rows; then reset, whose code is that of the commit when no transaction was open. */
static enum store_result
step_all(struct store *store, struct prepared *prepared, const struct store_caller *caller)
{
	enum store_result result = STORE_NONE;
	bool taken = true;
	int code = SQLITE_DONE;

	while (taken && (code = prepared_step(prepared)) == SQLITE_ROW) {
		const struct store_row row = {
		    prepared->ncolumns, prepared->names, prepared->values};

		result = STORE_ROW;
		taken = caller->row == NULL || caller->row(caller->self, &row);
	}
	taken = taken && code == SQLITE_DONE;
	code = sqlite3_reset(prepared->handle);
	if (code != SQLITE_OK)
		return result_of(store, prepared, code);
	return taken ? result : STORE_FAULT;
}

/*
 * What an exchange reads is of one state of the database, and SQLite's locks are taken once for all
 * of it: they cost more than most statements.
 */
static enum store_result
hold_snapshot(struct store *store)
{
	int code;

	if (sqlite3_stmt_busy(store->snapshot))
		return STORE_NONE;
	code = sqlite3_step(store->snapshot);
	if (code == SQLITE_ROW) {
		store->rests_on = durability_newest(store->durability);
		return STORE_NONE;
	}
	sqlite3_reset(store->snapshot);
	return is_busy(code) ? STORE_BUSY : STORE_FAULT;
}

static void
release_snapshot(struct store *store)
{
	sqlite3_reset(store->snapshot);
}

static enum store_result
begin(struct store *store)
{
	int code;

	release_snapshot(store); /* an old one cannot be written upon */
	if (!write_lock_acquire(store->write_lock, &store->deadline))
		return STORE_BUSY;
	code = sqlite3_step(store->begin);
	sqlite3_reset(store->begin);
	if (code == SQLITE_DONE) {
		deadline_let_in(&store->deadline);
		store->rests_on = durability_newest(store->durability);
		store->changes = sqlite3_total_changes(store->database);
		return STORE_NONE;
	}
	write_lock_release(store->write_lock);
	return is_busy(code) ? STORE_BUSY : STORE_FAULT;
}

/* A statement that writes opens the transaction, one that reads the snapshot. */
static enum store_result
enter(struct store *store, const struct prepared *prepared)
{
	if (prepared->statement->kind == STATEMENT_LOCAL || store_in_transaction(store))
		return STORE_NONE;
	return prepared->writes ? begin(store) : hold_snapshot(store);
}

enum store_result
store_run(struct store *store, const struct statement *statement, const struct store_caller *caller)
{
	struct prepared *prepared = prepare(store, statement);
	enum store_result result;

	if (prepared == NULL)
		return STORE_FAULT;
	if (statement->slow && store_in_transaction(store)) {
		log_line("statement %s is slow, and a transaction is open", statement->name);
		return STORE_FAULT;
	}
	if (statement->slow)
		release_snapshot(store);
	result = prepared_bind(prepared, caller->parameter, caller->self) ? enter(store, prepared)
									  : STORE_FAULT;
	if (result == STORE_NONE)
		result = step_all(store, prepared, caller);
	sqlite3_clear_bindings(prepared->handle);
	return result;
}

const char *
store_objection(const struct store *store)
{
	return store->objection;
}

bool
store_in_transaction(const struct store *store)
{
	return !sqlite3_get_autocommit(store->database);
}

/*
 * Waits until the write-ahead log is on the disk.  synchronous=FULL would do so inside the lock,
 * one writer after the other; here the others write on meanwhile, and no answer tells of what could
 * be lost.
 */
static bool
sync_log(struct store *store)
{
	sqlite3_file *log = NULL;
	uint64_t number = durability_sync_begin(store->durability);

	if (sqlite3_file_control(store->database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) !=
		SQLITE_OK ||
	    log->pMethods == NULL ||
	    log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) != SQLITE_OK) {
		log_line("commit: the log did not reach the disk");
		return false;
	}
	durability_sync_end(store->durability, number);
	return true;
}

/* A condition that did not hold has changed nothing: such a transaction has only read. */
static enum store_result
end_transaction(struct store *store, enum store_haste haste)
{
	bool counts =
	    haste == STORE_DURABLE && sqlite3_total_changes(store->database) != store->changes;
	uint64_t number = counts ? durability_commit_begin(store->durability) : store->rests_on;
	int code = sqlite3_step(store->commit);

	sqlite3_reset(store->commit);
	if (code != SQLITE_DONE) {
		log_line("commit: %s", sqlite3_errmsg(store->database));
		store_rollback(store);
		return is_busy(code) ? STORE_BUSY : STORE_FAULT;
	}
	if (counts)
		durability_commit_end(store->durability, number);
	store->rests_on = number;
	write_lock_release(store->write_lock);
	return STORE_NONE;
}

enum store_result
store_commit(struct store *store, enum store_haste haste)
{
	enum store_result result = STORE_NONE;

	release_snapshot(store);
	if (store_in_transaction(store))
		result = end_transaction(store, haste);
	if (result != STORE_NONE || haste == STORE_SOON ||
	    durability_reached(store->durability, store->rests_on))
		return result;
	return sync_log(store) ? STORE_NONE : STORE_FAULT;
}

void
store_rollback(struct store *store)
{
	release_snapshot(store);
	if (store_in_transaction(store)) {
		sqlite3_step(store->rollback);
		sqlite3_reset(store->rollback);
	}
	write_lock_release(store->write_lock);
}

void
store_checkpoint(struct store *store)
{
	sqlite3_wal_checkpoint_v2(store->database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

void
store_renew(struct store *store)
{
	deadline_renew(&store->deadline);
}

void
store_hurry(struct store *store)
{
	deadline_hurry(&store->deadline);
}

bool
store_copy(struct store *store, const struct statement *steps,
    bool (*taken)(void *self, const void *bytes, size_t size), void *self)
{
	return copy_given(store->database, steps->sql, taken, self);
}
