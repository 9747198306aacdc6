/*
 * connection: SQLite as the programs want it.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "connection.h"
#include "web/log.h"

/*
 * A restored backup (VACUUM INTO) has forgotten its journal_mode.  journal_size_limit gives back
 * what a long reader made grow.
 */
static const char settings[] =
    "PRAGMA journal_mode = WAL; PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; "
    "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA cache_size = -512; "
    "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 16777216";

/* SQLite asks this again and again while another connection holds its lock; 0: give up. */
static int
wait_for_lock(void *self, int asked)
{
	struct deadline *deadline = self;
	const int64_t pause = asked < 10 ? 1 + asked : 10;
	int64_t left;

	if (asked == 0)
		deadline_wait_begin(deadline);
	left = deadline_left(deadline);
	if (left > 0)
		usleep((useconds_t)(left < pause ? left : pause) * 1000);
	return left > 0;
}

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
set_up(sqlite3 *database, const char *path, struct deadline *deadline)
{
	sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_busy_handler(database, wait_for_lock, deadline);
	if (sqlite3_exec(database, settings, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	log_line("the database %s cannot be used: %s", path, sqlite3_errmsg(database));
	return false;
}

sqlite3 *
connection_open(const char *path, const char *entry_point, struct deadline *deadline)
{
	sqlite3 *database = NULL;

	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD); /* a program is one thread */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* statistics that are never read */
	if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
	    SQLITE_OK)
		log_line("the database %s does not open: %s", path, sqlite3_errmsg(database));
	else if (load_extension(database, entry_point) && set_up(database, path, deadline))
		return database;
	sqlite3_close(database);
	return NULL;
}
