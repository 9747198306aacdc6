/*
 * authorizer: which program may touch what.  Made of the program's rows of program_access, once,
 * when the database is opened; from then on SQLite refuses to prepare a statement that reaches
 * further.
 */
#ifndef WEB_AUTHORIZER_H
#define WEB_AUTHORIZER_H

#include <stdbool.h>
#include <sqlite3.h>

struct authorizer;

/* For this connection, from now on; NULL: it cannot be installed (the log says why). */
struct authorizer *authorizer_install(sqlite3 *database, const char *program);

/*
 * To be asked before a statement is prepared.  false: it gives the name of a view or a trigger to a
 * common table expression of its own (cte_name.h).
 */
bool authorizer_admits(const struct authorizer *authorizer, const char *sql);

/* After the connection was closed. */
void authorizer_free(struct authorizer *authorizer);

#endif
