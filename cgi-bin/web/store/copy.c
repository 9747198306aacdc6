/*
 * copy: the database as the bytes of a file.  What is secret is gone before there are any bytes:
 * the copy is in memory, and nothing of it reaches a disk.
 */
#include <stdlib.h>

#include "copy.h"
#include "web/log.h"

/* 64 MiB, at SQLite's own page size. */
static const char settings[] = "PRAGMA max_page_count = 16384; PRAGMA secure_delete = ON; "
			       "PRAGMA temp_store = MEMORY";

static bool
copied(sqlite3 *database, sqlite3 *copy)
{
	sqlite3_backup *backup = sqlite3_backup_init(copy, "main", database, "main");

	if (backup == NULL)
		return false;
	sqlite3_backup_step(backup, -1);
	return sqlite3_backup_finish(backup) == SQLITE_OK;
}

/* All rows are read before the first is run: they speak of what they change. */
static char *
script_of(sqlite3 *copy, const char *steps)
{
	sqlite3_str *script = sqlite3_str_new(copy);
	sqlite3_stmt *step = NULL;

	if (sqlite3_prepare_v2(copy, steps, -1, &step, NULL) == SQLITE_OK)
		while (sqlite3_step(step) == SQLITE_ROW)
			sqlite3_str_appendf(script, "%s;\n", sqlite3_column_text(step, 0));
	if (sqlite3_finalize(step) == SQLITE_OK)
		return sqlite3_str_finish(script);
	sqlite3_free(sqlite3_str_finish(script));
	return NULL;
}

static bool
cleaned(sqlite3 *copy, const char *steps)
{
	char *script = script_of(copy, steps);
	bool done = script != NULL && sqlite3_exec(copy, script, NULL, NULL, NULL) == SQLITE_OK &&
		    sqlite3_exec(copy, "VACUUM", NULL, NULL, NULL) == SQLITE_OK;

	sqlite3_free(script);
	return done;
}

bool
copy_given(sqlite3 *database, const char *steps,
    bool (*taken)(void *self, const void *bytes, size_t size), void *self)
{
	sqlite3 *copy = NULL;
	sqlite3_int64 size = 0;
	unsigned char *bytes = NULL;
	bool done = false;

	if (sqlite3_open_v2(":memory:", &copy,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX,
		NULL) == SQLITE_OK &&
	    sqlite3_exec(copy, settings, NULL, NULL, NULL) == SQLITE_OK && copied(database, copy) &&
	    cleaned(copy, steps))
		bytes = sqlite3_serialize(copy, "main", &size, 0);
	if (bytes != NULL)
		done = taken(self, bytes, (size_t)size);
	else
		log_line("copy: %s", sqlite3_errmsg(copy));
	sqlite3_free(bytes);
	sqlite3_close(copy);
	return done;
}
