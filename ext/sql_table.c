/*
 * Table-valued functions: SQLite's verbs, once for all of them.  A function's rows are few, so they
 * are all made when the scan begins; then nothing that can fail is left, and no key outlives the
 * call.
 */
#include <string.h>
#include <openssl/err.h>

#include "hash.h"
#include "memory_watch.h"
#include "sql_table.h"
#include "sql_value.h"

SQLITE_EXTENSION_INIT3

#define ROWS_MAX 0xffff /* of one call: a JWKS has 256 keys */

struct binding {
	struct sql_connection *connection; /* held */
	const struct sql_table *table;
};

struct instance {
	sqlite3_vtab base; /* must be first */
	const struct binding *binding;
};

struct cursor {
	sqlite3_vtab_cursor base; /* must be first */
	struct sql_rows rows;
	sqlite3_int64 rowid; /* of the first row, less one */
	size_t row;
};

static int
table_connect(sqlite3 *db, void *binding, int argc, const char *const *argv, sqlite3_vtab **vtab,
    char **message)
{
	struct instance *instance;
	int rc = sqlite3_declare_vtab(db, ((struct binding *)binding)->table->schema);

	(void)argc;
	(void)argv;
	(void)message;
	if (rc != SQLITE_OK)
		return rc;
	sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS); /* as the functions, see extension.c */
	instance = sqlite3_malloc(sizeof *instance);
	if (instance == NULL)
		return SQLITE_NOMEM;
	memset(instance, 0, sizeof *instance);
	instance->binding = binding;
	*vtab = &instance->base;
	return SQLITE_OK;
}

static int
table_disconnect(sqlite3_vtab *vtab)
{
	sqlite3_free(vtab);
	return SQLITE_OK;
}

/*
 * SQLite would compare the second with what table_column shows of the first, which is nothing, and
 * find no rows.
 */
static int
refuse_second(sqlite3_vtab *vtab, const struct sql_table *table)
{
	sqlite3_free(vtab->zErrMsg);
	vtab->zErrMsg = sqlite3_mprintf("an argument of %s is given twice", table->name);
	return SQLITE_ERROR;
}

/*
 * An argument that is sought but not given, or given by IS or OR, would be compared with what
 * table_column shows of it, and no row would be left.  That is for SQLite to refuse.
 */
static bool
is_sought(const sqlite3_index_info *info, int column)
{
	return (info->colUsed >> column & 1) != 0;
}

/*
 * IN, or an OR that SQLite takes for one: newer SQLites ask about a branch of that OR together with
 * the whole of it.  There is always another plan.
 */
static bool
is_list(sqlite3_index_info *info, int constraint)
{
	return sqlite3_vtab_in(info, constraint, -1) != 0;
}

/*
 * The arguments are hidden columns; idxNum says which came, one bit each, and they arrive in this
 * order.
 */
static int
table_best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
	const struct sql_table *table = ((struct instance *)vtab)->binding->table;
	int where[SQL_ARGUMENTS_MAX] = {-1, -1, -1, -1}, i, column, arrived = 0;

	for (i = 0; i < info->nConstraint; i++) {
		column = info->aConstraint[i].iColumn - table->columns;
		if (column < 0 || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
			continue;
		if (!info->aConstraint[i].usable)
			return SQLITE_CONSTRAINT;
		if (where[column] >= 0)
			return is_list(info, i) || is_list(info, where[column])
				   ? SQLITE_CONSTRAINT
				   : refuse_second(vtab, table);
		where[column] = i;
	}
	for (i = 0; i < table->arguments; i++) {
		if (where[i] < 0 && is_sought(info, table->columns + i))
			return SQLITE_CONSTRAINT;
		if (where[i] < 0)
			continue;
		info->aConstraintUsage[where[i]].argvIndex = ++arrived;
		info->aConstraintUsage[where[i]].omit = 1;
		info->idxNum |= 1 << i;
	}
	info->estimatedCost = 10;
	info->estimatedRows = 10;
	return SQLITE_OK;
}

static int
table_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor)
{
	struct cursor *made = sqlite3_malloc(sizeof *made);

	(void)vtab;
	if (made == NULL)
		return SQLITE_NOMEM;
	memset(made, 0, sizeof *made);
	*cursor = &made->base;
	return SQLITE_OK;
}

static int
table_close(sqlite3_vtab_cursor *base)
{
	sql_rows_clear(&((struct cursor *)base)->rows);
	sqlite3_free(base);
	return SQLITE_OK;
}

static int
raise_in(sqlite3_vtab *vtab, enum jose_error err, const struct jose_detail *detail)
{
	if (err == JOSE_OK)
		return SQLITE_OK;
	if (err == JOSE_NO_MEMORY)
		return SQLITE_NOMEM;
	sqlite3_free(vtab->zErrMsg);
	vtab->zErrMsg = sql_message(err, detail);
	return SQLITE_ERROR;
}

/*
 * SQLite takes rows of one rowid for one row: those of two calls, where OR gives an argument in two
 * ways, must differ in it; those of one call, which FULL JOIN scans twice, must not.
 */
static sqlite3_int64
rowid_of(const struct binding *binding, int idxNum, int argc, sqlite3_value **argv)
{
	uint64_t hash = binding->connection->seed ^ (uint64_t)idxNum;
	size_t length;
	const char *bytes;
	int i;

	for (i = 0; i < argc; i++) {
		bytes = sql_bytes(argv[i], &length);
		hash = hash_bytes(hash + (uint64_t)sqlite3_value_type(argv[i]), bytes, length);
	}
	return (sqlite3_int64)(hash >> 1 & ~(uint64_t)ROWS_MAX);
}

static int
table_filter(
    sqlite3_vtab_cursor *base, int idxNum, const char *idxStr, int argc, sqlite3_value **argv)
{
	struct cursor *cursor = (struct cursor *)base;
	const struct binding *binding = ((struct instance *)base->pVtab)->binding;
	struct sql_call call = {.connection = binding->connection};
	enum jose_error err;
	int i;

	(void)idxStr;
	sql_rows_clear(&cursor->rows);
	cursor->rowid = rowid_of(binding, idxNum, argc, argv);
	cursor->row = 0;
	for (i = 0; i < binding->table->arguments; i++)
		call.argument[i] = idxNum & 1 << i ? *argv++ : NULL;
	ERR_set_mark(); /* the host's queue stays as it was */
	memory_watch();
	err = binding->table->fill(&cursor->rows, &call);
	if (memory_ran_out() || (err == JOSE_OK && cursor->rows.no_memory))
		err = JOSE_NO_MEMORY;
	ERR_pop_to_mark();
	return raise_in(base->pVtab, err, &call.detail);
}

static int
table_next(sqlite3_vtab_cursor *base)
{
	((struct cursor *)base)->row++;
	return SQLITE_OK;
}

static int
table_eof(sqlite3_vtab_cursor *base)
{
	const struct cursor *cursor = (struct cursor *)base;
	size_t columns = (size_t)((struct instance *)base->pVtab)->binding->table->columns;

	return cursor->row * columns >= cursor->rows.count;
}

/* The arguments are not shown again: one may be a key. */
static int
table_column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int column)
{
	const struct cursor *cursor = (struct cursor *)base;
	int columns = ((struct instance *)base->pVtab)->binding->table->columns;
	const struct sql_cell *cell;

	if (column >= columns)
		return SQLITE_OK;
	cell = &cursor->rows.cells[cursor->row * (size_t)columns + (size_t)column];
	if (cell->type == SQL_INTEGER)
		sqlite3_result_int64(ctx, cell->integer);
	else if (cell->type == SQL_JSON)
		sql_json(ctx, cell->text, cell->length);
	else if (cell->type == SQL_TEXT)
		sqlite3_result_text64(ctx, cell->text, cell->length, SQLITE_TRANSIENT, SQLITE_UTF8);
	return SQLITE_OK;
}

static int
table_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
	const struct cursor *cursor = (struct cursor *)base;

	*rowid = cursor->rowid + (sqlite3_int64)cursor->row + 1;
	return SQLITE_OK;
}

/* Without xCreate they are functions only: no table can be made of one. */
static const sqlite3_module module = {
    .xConnect = table_connect,
    .xBestIndex = table_best_index,
    .xDisconnect = table_disconnect,
    .xOpen = table_open,
    .xClose = table_close,
    .xFilter = table_filter,
    .xNext = table_next,
    .xEof = table_eof,
    .xColumn = table_column,
    .xRowid = table_rowid,
};

static void
unbind(void *binding)
{
	sql_connection_release(((struct binding *)binding)->connection);
	sqlite3_free(binding);
}

int
sql_table_register(sqlite3 *db, const struct sql_table *table, struct sql_connection *connection)
{
	struct binding *binding = sqlite3_malloc(sizeof *binding);

	if (binding == NULL)
		return SQLITE_NOMEM;
	binding->connection = sql_connection_hold(connection);
	binding->table = table;
	return sqlite3_create_module_v2(db, table->name, &module, binding, unbind);
}
