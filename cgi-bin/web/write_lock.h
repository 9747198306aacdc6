/*
 * write_lock: writers go one after the other, in the order in which they came.  SQLite's own lock
 * knows no order: with two writers it lets one starve.  It is a lock on a file beside the database,
 * which the kernel frees when its holder dies.
 */
#ifndef WEB_WRITE_LOCK_H
#define WEB_WRITE_LOCK_H

#include <stdbool.h>

#include "deadline.h"

/* The lock file of this database, open for the durability too; -1: it cannot be (the log says why). */
int write_lock_open(const char *database);

/* False when deadline was lost: somebody stands in it and does not move. */
bool write_lock_enter(int write_lock, struct deadline *deadline);
void write_lock_leave(int write_lock);

#endif
