/*
 * connection: the database is opened with the extension in it, and set to how the programs use it.
 */
#ifndef WEB_CONNECTION_H
#define WEB_CONNECTION_H

#include <sqlite3.h>

#include "deadline.h"

/*
 * The database at this path, with the extension that OIDC_EXTENSION names, loaded by this entry
 * point.  Where another holds SQLite's lock it waits, as long as the deadline allows.  NULL: it
 * cannot be opened (the log says why).
 */
sqlite3 *connection_open(const char *path, const char *entry_point, struct deadline *deadline);

#endif
