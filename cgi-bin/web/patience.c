/*
 * patience: a stock of milliseconds that waiting uses up, and working does not.
 */
#include <stdbool.h>
#include <time.h>

#include "patience.h"

enum { PATIENCE_MS = 5000, PATIENCE_AFTER_ANOTHER_MS = 50, FRESH_MS = 1000 };

/* Of a clock that all processes share, and that begins anew with the machine. */
static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
patience_renew(struct patience *patience)
{
	int64_t ago = milliseconds() - *patience->lost_at;
	bool is_fresh = ago >= 0 && ago < FRESH_MS;

	patience->left = is_fresh ? PATIENCE_AFTER_ANOTHER_MS : PATIENCE_MS;
}

void
patience_begin(struct patience *patience)
{
	patience->since = milliseconds();
}

void
patience_end(struct patience *patience)
{
	int64_t now = milliseconds();

	patience->left -= now - patience->since;
	patience->since = now;
}

int64_t
patience_left(struct patience *patience)
{
	patience_end(patience);
	if (patience->left > 0)
		return patience->left;
	*patience->lost_at = patience->since;
	return 0;
}
