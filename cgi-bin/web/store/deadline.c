/*
 * deadline: a stock of milliseconds that waiting uses up, and working does not.
 */
#include <time.h>

#include "deadline.h"

enum { DEADLINE_MS = 5000, DEADLINE_STEP_MS = 1000, DEADLINE_SHORT_MS = 50, FRESH_MS = 1000 };

/* Of a clock that all processes share, and that begins anew with the machine. */
static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
deadline_renew(struct deadline *deadline)
{
	int64_t ago = milliseconds() - *deadline->missed_at;
	bool is_fresh = ago >= 0 && ago < FRESH_MS;

	deadline->left = is_fresh ? DEADLINE_SHORT_MS : DEADLINE_MS;
	deadline->in_hurry = false;
}

void
deadline_hurry(struct deadline *deadline)
{
	deadline->left = DEADLINE_SHORT_MS;
	deadline->in_hurry = true;
}

void
deadline_let_in(struct deadline *deadline)
{
	if (deadline->in_hurry)
		deadline->left = DEADLINE_STEP_MS;
}

void
deadline_wait_begin(struct deadline *deadline)
{
	deadline->since = milliseconds();
}

void
deadline_wait_end(struct deadline *deadline)
{
	int64_t now = milliseconds();

	deadline->left -= now - deadline->since;
	deadline->since = now;
}

int64_t
deadline_left(struct deadline *deadline)
{
	deadline_wait_end(deadline);
	if (deadline->left > 0)
		return deadline->left;
	if (!deadline->in_hurry)
		*deadline->missed_at = deadline->since;
	return 0;
}
