/*
 * authorizer: who may touch what, as SQLite's authorizer.  Made of the rows of program_access, once,
 * when the database is opened; from then on a statement that reaches further is refused when it is
 * prepared.
 */
#ifndef WEB_AUTHORIZER_H
#define WEB_AUTHORIZER_H

#include <stdbool.h>
#include <sqlite3.h>

struct authorizer;

/* Reads the program's rows and raises the authorizer around the connection; NULL: it could not (the log
 * says why). */
struct authorizer *authorizer_install(sqlite3 *database, const char *program);

/* Asked before a statement is prepared: false when it would walk through a door that is not its own
 * (cte_name.h). */
bool authorizer_admits(const struct authorizer *authorizer, const char *sql);

void authorizer_free(struct authorizer *authorizer); /* after the connection was closed */

#endif
