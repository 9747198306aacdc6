/*
 * walls: who may touch what, as SQLite's authorizer.  Made of the rows of program_access, once,
 * when the database is opened; from then on a statement that reaches further is refused when it is
 * prepared.
 */
#ifndef WEB_WALLS_H
#define WEB_WALLS_H

#include <stdbool.h>
#include <sqlite3.h>

struct walls;

/* Reads the program's rows and raises the walls around the connection; NULL: it could not (the log
 * says why). */
struct walls *walls_raise(sqlite3 *database, const char *program);

/* Asked before a statement is prepared: false when it would walk through a door that is not its own
 * (shadow.h). */
bool walls_admit(const struct walls *walls, const char *sql);

void walls_free(struct walls *walls); /* after the connection was closed */

#endif
