/*
 * write_lock: writers go one after the other, in the order in which they came.  SQLite's own lock
 * knows no order: of two writers it lets one starve.  This one is on a file beside the database,
 * and the kernel frees it when its holder dies.
 */
#ifndef WEB_WRITE_LOCK_H
#define WEB_WRITE_LOCK_H

#include <stdbool.h>

#include "deadline.h"

/* The lock file of this database (durability.h has numbers in it); -1: it cannot be opened. */
int write_lock_open(const char *database);

/* false: the deadline is missed, another process holds the lock and does not let go. */
bool write_lock_acquire(int write_lock, struct deadline *deadline);
void write_lock_release(int write_lock);

#endif
