/*
 * rows: stands between a program and SQLite, preloaded, and writes down what each statement did:
 * how many steps its machine took, how many rows of a table it went through without an index, how
 * many rows it changed.  The program is the one that people run; nothing in it knows of this.
 *
 *   LD_PRELOAD=rows.so ROWS_LOG=file  program        one line a statement: steps TAB scanned TAB
 * changed TAB sql
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sqlite3.h>

enum { SQL_SHOWN = 120 };

static void
write_down(sqlite3_stmt *statement)
{
	static sqlite3_int64 changes_before;
	static int log = -1;
	sqlite3_int64 changes = sqlite3_total_changes64(sqlite3_db_handle(statement));
	int steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
	int scanned = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
	char line[SQL_SHOWN + 64], sql[SQL_SHOWN];
	int length;

	if (log < 0 && getenv("ROWS_LOG") != NULL)
		log = open(getenv("ROWS_LOG"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	snprintf(sql, sizeof sql, "%s", sqlite3_sql(statement));
	for (char *at = sql; *at != '\0'; at++)
		if (*at == '\n' || *at == '\t')
			*at = ' ';
	length = snprintf(line, sizeof line, "%d\t%d\t%lld\t%s\n", steps, scanned,
	    (long long)(changes - changes_before), sql);
	changes_before = changes;
	if (log >= 0 && steps > 0 && write(log, line, (size_t)length) < 0)
		abort();
}

int
sqlite3_reset(sqlite3_stmt *statement)
{
	static int (*reset)(sqlite3_stmt *);

	if (reset == NULL)
		*(void **)&reset = dlsym(RTLD_NEXT, "sqlite3_reset");
	if (statement != NULL)
		write_down(statement);
	return reset(statement);
}
