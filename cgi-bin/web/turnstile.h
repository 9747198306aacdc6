/*
 * turnstile: writers go one after the other, in the order in which they came.  SQLite's own lock
 * knows no order: with two writers it lets one starve.  It is a lock on a file beside the database,
 * which the kernel frees when its holder dies.
 */
#ifndef WEB_TURNSTILE_H
#define WEB_TURNSTILE_H

#include <stdbool.h>

#include "patience.h"

/* The lock file of this database, open for the ledger too; -1: it cannot be (the log says why). */
int turnstile_open(const char *database);

/* False when patience was lost: somebody stands in it and does not move. */
bool turnstile_enter(int turnstile, struct patience *patience);
void turnstile_leave(int turnstile);

#endif
