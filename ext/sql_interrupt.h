/*
 * Whether the running statement is to end: for functions that take long.
 */
#ifndef SQL_INTERRUPT_H
#define SQL_INTERRUPT_H

#include <stdbool.h>

#include "sql_value.h"

struct sql_interrupt {
	sqlite3 *db;
	sqlite3_stmt *probe; /* prepared when first asked */
};

/* The asked of a struct jwk_stop, whose context is a zeroed struct sql_interrupt with its db. */
bool sql_interrupted(void *interrupt);
void sql_interrupt_clear(struct sql_interrupt *interrupt);
/* Before something that cannot be stopped: true after it has raised. */
bool sql_interrupted_before(sqlite3_context *ctx);

#endif
