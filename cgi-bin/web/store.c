/*
 * store: SQLite behind the programs.
 */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <sqlite3.h>

#include "durability.h"
#include "log.h"
#include "store.h"
#include "write_lock.h"
#include "authorizer.h"

enum { STATEMENTS = 256, COLUMNS = 64 };

struct prepared {
	const struct statement *statement; /* NULL: a free place */
	sqlite3_stmt *handle;
	bool writes;
};

struct store {
	sqlite3 *database;
	struct authorizer *authorizer;
	sqlite3_stmt *begin, *commit, *rollback;
	sqlite3_stmt *view; /* while it stands on its row, all reads see one state */
	int write_lock;
	struct durability *durability;
	uint64_t rests_on; /* the newest commit, of whomever, that was read here */
	int changes;       /* of the connection, when its transaction began */
	struct deadline deadline;
	struct prepared prepared[STATEMENTS]; /* open addressing by the statement's address */
};

/* In this order (recipes: what the authorizer would refuse comes before them). */
static const char opening[] =
    "PRAGMA journal_mode = WAL; " /* a restored backup (VACUUM INTO) has forgotten it */
    "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; "
    "PRAGMA secure_delete = ON; PRAGMA cache_size = -512; PRAGMA temp_store = MEMORY; "
    "PRAGMA journal_size_limit = 16777216"; /* what a long reader made grow is given back */

/* The first use of a table-valued function writes to SQLite's own schema table, which no program
 * may do later on. */
static const char *const table_functions[] = {"SELECT 1 FROM json_each('[]')",
    "SELECT 1 FROM json_tree('[]')", "SELECT 1 FROM jwt_check('', '')",
    "SELECT 1 FROM jwks_each('{}')", "SELECT 1 FROM jwt_parts('')", "SELECT 1 FROM jwk_check('')",
    "SELECT 1 FROM jwt_algs()", "SELECT 1 FROM dpop_check('', '', '')"};

static bool
load_extension(sqlite3 *database, const char *entry_point)
{
	const char *path = getenv("OIDC_EXTENSION");
	char *message = NULL;
	int code;

	if (path == NULL) {
		log_line("OIDC_EXTENSION does not say where jwt.so is");
		return false;
	}
	sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
	code = sqlite3_load_extension(database, path, entry_point, &message);
	sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	if (code != SQLITE_OK)
		log_line(
		    "the extension %s does not load: %s", path, message != NULL ? message : "?");
	sqlite3_free(message);
	return code == SQLITE_OK;
}

static bool
prepare(sqlite3 *database, const char *sql, sqlite3_stmt **handle)
{
	if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, handle, NULL) ==
	    SQLITE_OK)
		return true;
	log_line("a statement cannot be prepared: %s", sqlite3_errmsg(database));
	return false;
}

/* SQLite asks here again and again while somebody else holds its lock; 0: no longer. */
static int
wait_for_lock(void *self, int asked)
{
	struct deadline *deadline = self;
	const int64_t pause = asked < 10 ? 1 + asked : 10;
	int64_t left;

	if (asked == 0)
		deadline_begin(deadline);
	left = deadline_left(deadline);
	if (left > 0)
		usleep((useconds_t)(left < pause ? left : pause) * 1000);
	return left > 0;
}

static bool
is_busy(int code)
{
	return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_PROTOCOL;
}

static bool
open_database(struct store *store, const char *path, const char *program, const char *entry_point)
{
	sqlite3 *database;

	if (sqlite3_open_v2(path, &store->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK) {
		log_line(
		    "the database %s does not open: %s", path, sqlite3_errmsg(store->database));
		return false;
	}
	database = store->database;
	if (!load_extension(database, entry_point))
		return false;
	sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_busy_handler(database, wait_for_lock, &store->deadline);
	if (sqlite3_exec(database, opening, NULL, NULL, NULL) != SQLITE_OK) {
		log_line("the database %s cannot be used: %s", path, sqlite3_errmsg(database));
		return false;
	}
	for (size_t i = 0; i < sizeof table_functions / sizeof *table_functions;
	     i++) /* an entry point may lack one */
		sqlite3_exec(database, table_functions[i], NULL, NULL, NULL);
	store->authorizer = authorizer_install(database, program);
	return store->authorizer != NULL && prepare(database, "BEGIN IMMEDIATE", &store->begin) &&
	       prepare(database, "COMMIT", &store->commit) &&
	       prepare(database, "ROLLBACK", &store->rollback) &&
	       prepare(database, "SELECT key FROM fingerprint_key", &store->view);
}

struct store *
store_open(const char *program, const char *entry_point)
{
	const char *path = getenv("OIDC_DB");
	struct store *store = calloc(1, sizeof *store);

	if (store == NULL || path == NULL) {
		log_line("OIDC_DB does not say where the database is");
		free(store);
		return NULL;
	}
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD); /* a program is one thread, */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* and nobody asks how much memory that takes */
	store->write_lock = write_lock_open(path);
	store->durability = store->write_lock >= 0 ? durability_open(store->write_lock) : NULL;
	if (store->durability != NULL) {
		store->deadline.lost_at = durability_lost_at(store->durability);
		deadline_renew(&store->deadline);
		if (open_database(store, path, program, entry_point))
			return store;
	}
	store_close(store);
	return NULL;
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	for (size_t i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(store->prepared[i].handle);
	sqlite3_finalize(store->begin);
	sqlite3_finalize(store->commit);
	sqlite3_finalize(store->rollback);
	sqlite3_finalize(store->view);
	sqlite3_close(store->database);
	authorizer_free(store->authorizer);
	durability_close(store->durability);
	if (store->write_lock >= 0)
		close(store->write_lock);
	free(store);
}

static struct prepared *
find_prepared(struct store *store, const struct statement *statement)
{
	size_t at = ((uintptr_t)statement / sizeof(void *)) % STATEMENTS;

	for (size_t tried = 0; tried < STATEMENTS; tried++, at = (at + 1) % STATEMENTS) {
		struct prepared *prepared = &store->prepared[at];

		if (prepared->statement == statement)
			return prepared;
		if (prepared->statement != NULL)
			continue;
		if (!authorizer_admits(store->authorizer, statement->sql) ||
		    !prepare(store->database, statement->sql, &prepared->handle)) {
			log_line("the statement %s is not prepared", statement->name);
			return NULL;
		}
		prepared->statement = statement;
		prepared->writes = !sqlite3_stmt_readonly(prepared->handle);
		return prepared;
	}
	log_line("more than %d statements in one program", STATEMENTS);
	return NULL;
}

static int
bind_value(sqlite3_stmt *handle, int at, const struct value *value)
{
	switch (value->type) {
	case VALUE_INTEGER:
		return sqlite3_bind_int64(handle, at, value->integer);
	case VALUE_REAL:
		return sqlite3_bind_double(handle, at, value->real);
	case VALUE_TEXT:
		return sqlite3_bind_text64(
		    handle, at, value->text, value->size, SQLITE_STATIC, SQLITE_UTF8);
	case VALUE_BLOB:
		return sqlite3_bind_blob64(handle, at, value->text, value->size, SQLITE_STATIC);
	case VALUE_NULL:
		break;
	}
	return sqlite3_bind_null(handle, at);
}

/* Values are bound as they lie in the caller's memory: nothing is copied, so nothing stays behind.
 */
static bool
bind_all(struct prepared *prepared, const struct store_caller *caller)
{
	int parameters = sqlite3_bind_parameter_count(prepared->handle);

	for (int i = 1; i <= parameters; i++) {
		const char *name = sqlite3_bind_parameter_name(prepared->handle, i);
		const struct value *value =
		    name != NULL ? caller->parameter(caller->self, name) : NULL;

		if (value == NULL) {
			log_line(
			    "statement %s: nobody established %s", prepared->statement->name, name);
			return false;
		}
		if (bind_value(prepared->handle, i, value) != SQLITE_OK)
			return false;
	}
	return true;
}

static struct value
column_value(sqlite3_stmt *handle, int column)
{
	struct value value = {.type = VALUE_NULL};

	switch (sqlite3_column_type(handle, column)) {
	case SQLITE_INTEGER:
		value.type = VALUE_INTEGER;
		value.integer = sqlite3_column_int64(handle, column);
		break;
	case SQLITE_FLOAT:
		value.type = VALUE_REAL;
		value.real = sqlite3_column_double(handle, column);
		break;
	case SQLITE_TEXT:
		value.type = VALUE_TEXT;
		value.text = (const char *)sqlite3_column_text(handle, column);
		break;
	case SQLITE_BLOB:
		value.type = VALUE_BLOB;
		value.text = sqlite3_column_blob(handle, column);
		break;
	default:
		break;
	}
	value.size = (size_t)sqlite3_column_bytes(handle, column);
	if (value.text == NULL && value.type != VALUE_INTEGER && value.type != VALUE_REAL)
		value = (struct value){
		    .type = value.type == VALUE_BLOB ? VALUE_BLOB : VALUE_NULL, .text = ""};
	return value;
}

static bool
give_row(sqlite3_stmt *handle, const struct store_caller *caller)
{
	const char *names[COLUMNS];
	struct value values[COLUMNS];
	struct store_row row = {.names = names, .values = values};

	row.ncolumns = (size_t)sqlite3_column_count(handle);
	if (row.ncolumns > COLUMNS)
		return false;
	for (size_t i = 0; i < row.ncolumns; i++) {
		names[i] = sqlite3_column_name(handle, (int)i);
		values[i] = column_value(handle, (int)i);
	}
	return caller->row(caller->self, &row);
}

/* All rows; then reset, whose code is that of the commit when no transaction was open. */
static enum store_result
step_all(struct prepared *prepared, const struct store_caller *caller)
{
	enum store_result result = STORE_NONE;
	bool taken = true;
	int code;

	while (taken && (code = sqlite3_step(prepared->handle)) == SQLITE_ROW) {
		result = STORE_ROW;
		taken = give_row(prepared->handle, caller);
	}
	code = sqlite3_reset(prepared->handle);
	if (is_busy(code))
		return STORE_BUSY;
	if (code != SQLITE_OK)
		log_line("statement %s: %s", prepared->statement->name,
		    sqlite3_errmsg(sqlite3_db_handle(prepared->handle)));
	return code == SQLITE_OK && taken ? result : STORE_FAULT;
}

/*
 * What an exchange reads is of one state of the database, and SQLite's locks are taken once for all
 * of it: they cost more than most statements.
 */
static enum store_result
hold_view(struct store *store)
{
	int code;

	if (sqlite3_stmt_busy(store->view))
		return STORE_NONE;
	code = sqlite3_step(store->view);
	if (code == SQLITE_ROW) {
		store->rests_on = durability_seen(store->durability);
		return STORE_NONE;
	}
	sqlite3_reset(store->view);
	return is_busy(code) ? STORE_BUSY : STORE_FAULT;
}

static void
release_view(struct store *store)
{
	sqlite3_reset(store->view);
}

static enum store_result
begin(struct store *store)
{
	int code;

	release_view(store); /* an old view could not be written upon */
	if (!write_lock_enter(store->write_lock, &store->deadline))
		return STORE_BUSY;
	code = sqlite3_step(store->begin);
	sqlite3_reset(store->begin);
	if (code == SQLITE_DONE) {
		store->rests_on = durability_seen(store->durability);
		store->changes = sqlite3_total_changes(store->database);
		return STORE_NONE;
	}
	write_lock_leave(store->write_lock);
	return is_busy(code) ? STORE_BUSY : STORE_FAULT;
}

/* What a statement stands in: the transaction if it writes, else the view; a local one in neither.
 */
static enum store_result
enter(struct store *store, const struct prepared *prepared)
{
	if (prepared->statement->kind == STATEMENT_LOCAL || store_in_transaction(store))
		return STORE_NONE;
	return prepared->writes ? begin(store) : hold_view(store);
}

enum store_result
store_run(struct store *store, const struct statement *statement, const struct store_caller *caller)
{
	struct prepared *prepared = find_prepared(store, statement);
	enum store_result result;

	if (prepared == NULL)
		return STORE_FAULT;
	if (statement->slow && store_in_transaction(store)) {
		log_line("statement %s is slow, and a transaction is open", statement->name);
		return STORE_FAULT;
	}
	if (statement->slow)
		release_view(store);
	result = bind_all(prepared, caller) ? enter(store, prepared) : STORE_FAULT;
	if (result == STORE_NONE)
		result = step_all(prepared, caller);
	sqlite3_clear_bindings(prepared->handle);
	return result;
}

bool
store_in_transaction(const struct store *store)
{
	return !sqlite3_get_autocommit(store->database);
}

/*
 * Waits until the write-ahead log is on the disk.  synchronous=FULL would do so inside the lock,
 * one writer after the other; here the others write on meanwhile, and nobody is told of what could
 * be lost.
 */
static bool
sync_log(struct store *store)
{
	sqlite3_file *log = NULL;
	uint64_t number = durability_sync(store->durability);

	if (sqlite3_file_control(store->database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) !=
		SQLITE_OK ||
	    log->pMethods == NULL ||
	    log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) != SQLITE_OK) {
		log_line("commit: the log did not reach the disk");
		return false;
	}
	durability_synced(store->durability, number);
	return true;
}

/* A condition that did not hold has changed nothing: such a transaction has only read. */
static enum store_result
end_transaction(struct store *store, enum store_haste haste)
{
	bool counts =
	    haste == STORE_DURABLE && sqlite3_total_changes(store->database) != store->changes;
	uint64_t number = counts ? durability_begin(store->durability) : store->rests_on;
	int code = sqlite3_step(store->commit);

	sqlite3_reset(store->commit);
	if (code != SQLITE_DONE) {
		log_line("commit: %s", sqlite3_errmsg(store->database));
		store_rollback(store);
		return is_busy(code) ? STORE_BUSY : STORE_FAULT;
	}
	if (counts)
		durability_commit(store->durability, number);
	store->rests_on = number;
	write_lock_leave(store->write_lock);
	return STORE_NONE;
}

enum store_result
store_commit(struct store *store, enum store_haste haste)
{
	enum store_result result = STORE_NONE;

	release_view(store);
	if (store_in_transaction(store))
		result = end_transaction(store, haste);
	if (result != STORE_NONE || haste == STORE_SOON ||
	    durability_is_durable(store->durability, store->rests_on))
		return result;
	return sync_log(store) ? STORE_NONE : STORE_FAULT;
}

void
store_rollback(struct store *store)
{
	release_view(store);
	if (store_in_transaction(store)) {
		sqlite3_step(store->rollback);
		sqlite3_reset(store->rollback);
	}
	write_lock_leave(store->write_lock);
}

void
store_renew(struct store *store)
{
	deadline_renew(&store->deadline);
}
