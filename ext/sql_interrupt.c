/*
 * sqlite3_interrupt and the progress handler, asked from within a function.
 *
 * sqlite3_is_interrupted came with SQLite 3.41, and tells nothing of the progress handler.  But
 * what is started after sqlite3_interrupt and before the running statements have ended is
 * interrupted as they are (so its manual says), and a statement of enough steps asks the handler.
 * So a small one is run, of its own on each SQLite.
 */
#include "sql_interrupt.h"

SQLITE_EXTENSION_INIT3

#define SIX "(VALUES (1), (1), (1), (1), (1), (1))"

/*
 * More than a thousand steps, which is how often most handlers are asked, and no row; no table
 * either, so that an authorizer is asked for SELECT alone.
 */
static const char probe[] = "SELECT 1 FROM " SIX " AS a, " SIX " AS b, " SIX " AS c"
			    " WHERE a.column1 + b.column1 > c.column1 + 1";

bool
sql_interrupted(void *context)
{
	struct sql_interrupt *interrupt = context;
	int rc = SQLITE_OK;

	if (interrupt->probe == NULL)
		rc = sqlite3_prepare_v2(
		    interrupt->db, probe, (int)sizeof probe, &interrupt->probe, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_step(interrupt->probe);
		rc = sqlite3_reset(interrupt->probe);
	}
	return rc == SQLITE_INTERRUPT; /* not known where an authorizer denies the probe */
}

void
sql_interrupt_clear(struct sql_interrupt *interrupt)
{
	sqlite3_finalize(interrupt->probe);
}

bool
sql_interrupted_before(sqlite3_context *ctx)
{
	struct sql_interrupt interrupt = {sqlite3_context_db_handle(ctx), NULL};
	bool interrupted = sql_interrupted(&interrupt);

	sql_interrupt_clear(&interrupt);
	if (interrupted)
		sql_raise(ctx, JOSE_INTERRUPTED, NULL);
	return interrupted;
}
