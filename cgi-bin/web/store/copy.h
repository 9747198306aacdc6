/*
 * copy: the database as the bytes of a file, for who may have it without what is secret in it.
 */
#ifndef WEB_COPY_H
#define WEB_COPY_H

#include <stdbool.h>
#include <stddef.h>
#include <sqlite3.h>

/*
 * Copies the database to memory, and runs there what `steps`, a SELECT, says in its rows: SQL, a
 * text each.  No page keeps what these took away.  `taken` gets the bytes, and says whether it
 * could use them.  false: it cannot be, or is larger than 64 MiB (the log says why).
 */
bool copy_given(sqlite3 *database, const char *steps,
    bool (*taken)(void *self, const void *bytes, size_t size), void *self);

#endif
