/*
 * jwt_check(TOKEN, KEY [, OPTIONS]) -> one row for each step of the validation, RFC 7519
 * section 7.2.
 *
 *   step      its number, in the order in which jwt_verify goes
 *   name      the code that jwt_error gives when this step is the first to fail
 *   part      token, header, key, signature or claims
 *   status    pass, fail, skip (nothing there to check) or info (there, but the caller asks nothing
 * of it) expected, actual   what was compared detail    a sentence, for what failed and for what
 * nobody has verified spec      the section that asks for it
 */
#include <stdlib.h>
#include <string.h>
#include <openssl/err.h>

#include "sql.h"

SQLITE_EXTENSION_INIT3

enum { STEP, NAME, PART, STATUS, EXPECTED, ACTUAL, DETAIL, SPEC, TOKEN, KEY, OPTIONS };

struct check_table {
	sqlite3_vtab base; /* must be first */
	struct sql_connection *connection;
};

struct check_row {
	const struct jws_step *step;
	enum jws_status status;
	bool unverified;
	char *expected; /* owned; NULL when nothing was compared */
	char *actual;
};

struct check_cursor {
	sqlite3_vtab_cursor base; /* must be first */
	struct check_row *rows;   /* owned */
	size_t count;
	size_t at;
	bool no_memory;
};

static int
check_connect(
    sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **vtab, char **message)
{
	struct check_table *table;
	int rc;

	(void)argc;
	(void)argv;
	(void)message;
	rc = sqlite3_declare_vtab(db,
	    "CREATE TABLE x(step, name, part, status, expected, actual, detail, spec,"
	    " argument_token HIDDEN, argument_key HIDDEN, argument_options HIDDEN)");
	if (rc != SQLITE_OK)
		return rc;
	table = sqlite3_malloc(sizeof *table);
	if (table == NULL)
		return SQLITE_NOMEM;
	memset(table, 0, sizeof *table);
	table->connection = aux;
	*vtab = &table->base;
	return SQLITE_OK;
}

static int
check_disconnect(sqlite3_vtab *vtab)
{
	sqlite3_free(vtab);
	return SQLITE_OK;
}

/* The arguments are hidden columns; idxNum says which came, one bit each, and they arrive in this
 * order. */
static int
check_best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
	int where[3] = {-1, -1, -1}, i, column, arguments = 0;

	(void)vtab;
	for (i = 0; i < info->nConstraint; i++) {
		column = info->aConstraint[i].iColumn - TOKEN;
		if (column < 0 || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
			continue;
		if (!info->aConstraint[i].usable)
			return SQLITE_CONSTRAINT;
		where[column] = i;
	}
	for (i = 0; i < 3; i++) {
		if (where[i] < 0)
			continue;
		info->aConstraintUsage[where[i]].argvIndex = ++arguments;
		info->aConstraintUsage[where[i]].omit = 1;
		info->idxNum |= 1 << i;
	}
	info->estimatedCost = 10;
	info->estimatedRows = 35;
	return SQLITE_OK;
}

static int
check_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor)
{
	struct check_cursor *made = sqlite3_malloc(sizeof *made);

	(void)vtab;
	if (made == NULL)
		return SQLITE_NOMEM;
	memset(made, 0, sizeof *made);
	*cursor = &made->base;
	return SQLITE_OK;
}

static void
clear_rows(struct check_cursor *cursor)
{
	size_t i;

	for (i = 0; i < cursor->count; i++) {
		free(cursor->rows[i].expected);
		free(cursor->rows[i].actual);
	}
	free(cursor->rows);
	cursor->rows = NULL;
	cursor->count = cursor->at = 0;
	cursor->no_memory = false;
}

static int
check_close(sqlite3_vtab_cursor *base)
{
	struct check_cursor *cursor = (struct check_cursor *)base;

	clear_rows(cursor);
	sqlite3_free(cursor);
	return SQLITE_OK;
}

/* What a step compared, as a person would write it: strings without their quotes. */
static char *
describe(struct check_cursor *cursor, const struct json_value *value, const char *note)
{
	size_t length;
	char *text;

	if (value == NULL || value->type == JSON_ABSENT) {
		if (note[0] == '\0')
			return NULL;
		text = strdup(note);
	} else if (value->type == JSON_STRING) {
		text = json_unescape(value, &length);
	} else {
		text = strndup(value->text, value->length);
	}
	cursor->no_memory |= text == NULL;
	return text;
}

static void
see(void *context, const struct jws_step *step, enum jws_status status, const struct jws *jws)
{
	struct check_cursor *cursor = context;
	struct check_row *rows = realloc(cursor->rows, (cursor->count + 1) * sizeof *rows), *row;

	if (rows == NULL) {
		cursor->no_memory = true;
		return;
	}
	cursor->rows = rows;
	row = &rows[cursor->count++];
	row->step = step;
	row->status = status;
	row->unverified = strcmp(step->part, "claims") == 0 && !jws->verified;
	row->expected = describe(cursor, jws->expected, jws->expected_note);
	row->actual = describe(cursor, jws->actual, jws->actual_note);
}

static enum jose_error
walk(struct check_cursor *cursor, sqlite3_value *token, sqlite3_value *key,
    const struct sql_verify_options *options)
{
	struct sql_connection *connection = ((struct check_table *)cursor->base.pVtab)->connection;
	const struct jws_observer observer = {see, cursor};
	enum jose_error err;
	struct jwt jwt;

	memset(&jwt, 0, sizeof jwt);
	jwt.options = &options->jwt;
	jwt.now =
	    options->jwt.now.type == JSON_ABSENT ? sql_now(connection) : options->jwt.now_seconds;
	jwt.jws.observer = &observer;
	if (token != NULL)
		jwt.jws.token = sql_bytes(token, &jwt.jws.length);
	err = key == NULL ? JOSE_OK : sql_keys(connection, key, &jwt.jws.keys);
	if (err == JOSE_OK) {
		jwt_verify(&jwt);
		err = jwt.jws.fault;
	}
	jwt_clear(&jwt);
	return err == JOSE_OK && cursor->no_memory ? JOSE_NO_MEMORY : err;
}

static int
raise_in(struct check_cursor *cursor, enum jose_error err, const struct option_culprit *culprit)
{
	if (err == JOSE_OK)
		return SQLITE_OK;
	if (err == JOSE_NO_MEMORY)
		return SQLITE_NOMEM;
	sqlite3_free(cursor->base.pVtab->zErrMsg);
	cursor->base.pVtab->zErrMsg =
	    culprit->name[0] == '\0' ? sqlite3_mprintf("%s", jose_sentence(err))
				     : sqlite3_mprintf("%s: %s", jose_sentence(err), culprit->name);
	return SQLITE_ERROR;
}

static int
check_filter(
    sqlite3_vtab_cursor *base, int idxNum, const char *idxStr, int argc, sqlite3_value **argv)
{
	struct check_cursor *cursor = (struct check_cursor *)base;
	struct sql_verify_options *options = NULL;
	struct option_culprit culprit = {""};
	sqlite3_value *token = idxNum & 1 ? *argv++ : NULL, *key = idxNum & 2 ? *argv++ : NULL;
	const char *text = "{}";
	size_t length = 2;
	enum jose_error err = JOSE_OPTIONS_NOT_OBJECT;

	(void)idxStr;
	(void)argc;
	clear_rows(cursor);
	if (idxNum & 4)
		text = sql_bytes(*argv, &length);
	ERR_set_mark();
	if (text != NULL)
		err = sql_verify_options_read(text, length, &options, &culprit);
	if (err == JOSE_OK)
		err = walk(cursor, token, key, options);
	ERR_pop_to_mark();
	free(options);
	return raise_in(cursor, err, &culprit);
}

static int
check_next(sqlite3_vtab_cursor *base)
{
	((struct check_cursor *)base)->at++;
	return SQLITE_OK;
}

static int
check_eof(sqlite3_vtab_cursor *base)
{
	struct check_cursor *cursor = (struct check_cursor *)base;

	return cursor->at >= cursor->count;
}

static void
result_detail(sqlite3_context *ctx, const struct check_row *row)
{
	const char *sentence = row->status == JWS_FAIL ? jose_sentence(row->step->code) : "";
	char *text;

	if (!row->unverified || row->status == JWS_SKIP) {
		if (row->status == JWS_FAIL)
			sqlite3_result_text(ctx, sentence, -1, SQLITE_STATIC);
		return;
	}
	text = sqlite3_mprintf(
	    "on unverified data%s%s", row->status == JWS_FAIL ? ": " : "", sentence);
	if (text == NULL)
		sqlite3_result_error_nomem(ctx);
	else
		sqlite3_result_text(ctx, text, -1, sqlite3_free);
}

static int
check_column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int column)
{
	static const char *const statuses[] = {"pass", "fail", "skip", "info"};
	const struct check_cursor *cursor = (struct check_cursor *)base;
	const struct check_row *row = &cursor->rows[cursor->at];
	const char *text = NULL;

	switch (column) {
	case STEP:
		sqlite3_result_int64(ctx, (sqlite3_int64)cursor->at + 1);
		return SQLITE_OK;
	case DETAIL:
		result_detail(ctx, row);
		return SQLITE_OK;
	case NAME:
		text = jose_code(row->step->code);
		break;
	case PART:
		text = row->step->part;
		break;
	case STATUS:
		text = statuses[row->status];
		break;
	case EXPECTED:
		text = row->expected;
		break;
	case ACTUAL:
		text = row->actual;
		break;
	case SPEC:
		text = jose_section(row->step->code);
		break;
	default: /* the arguments are not shown again: one is a key */
		break;
	}
	sqlite3_result_text(ctx, text, -1, SQLITE_TRANSIENT);
	return SQLITE_OK;
}

static int
check_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
	*rowid = (sqlite3_int64)((struct check_cursor *)base)->at + 1;
	return SQLITE_OK;
}

/* Without xCreate it is a function only: no table can be made of it. */
const sqlite3_module sql_jwt_check = {
    .xConnect = check_connect,
    .xBestIndex = check_best_index,
    .xDisconnect = check_disconnect,
    .xOpen = check_open,
    .xClose = check_close,
    .xFilter = check_filter,
    .xNext = check_next,
    .xEof = check_eof,
    .xColumn = check_column,
    .xRowid = check_rowid,
};
