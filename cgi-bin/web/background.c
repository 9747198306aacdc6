/*
 * background: what nobody asks for, one step of each kind at a time.  A kind that failed rests, and
 * each time twice as long: a fault that stays costs a line of the log now and then, and holds up no
 * other kind.
 */
#include <time.h>

#include "background.h"
#include "handle.h"
#include "route.h"
#include "web/store/stores.h"

enum { KINDS = 16, REST_S = 5, DOUBLED = 6 /* to 320 seconds */ };

struct rest {
	unsigned failures; /* in a row */
	time_t until;
};

/* Of a clock that nobody sets. */
static time_t
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void
rest_after(struct rest *rest, enum step step)
{
	if (step != STEP_FAILED) {
		rest->failures = 0;
		return;
	}
	rest->until = seconds() + (REST_S << (rest->failures < DOUBLED ? rest->failures : DOUBLED));
	rest->failures++;
}

static enum step
take(const struct program *program, size_t kind, struct stores *stores, struct store *store,
    const struct door *door)
{
	static struct rest rests[KINDS];
	struct rest *rest = &rests[kind];
	enum step step;

	if (rest->failures > 0 && seconds() < rest->until)
		return STEP_NONE;
	step = handle_background(program, &program->background[kind], stores, store, door);
	rest_after(rest, step);
	return step;
}

bool
background_round(const struct program *program, struct stores *stores, const struct door *door)
{
	bool any = false;

	for (size_t i = 0; i < stores->nopen; i++)
		for (size_t kind = 0; kind < KINDS && program->background[kind].path; kind++)
			if (take(program, kind, stores, stores->open[i].store, door) == STEP_DONE)
				any = true;
	return any;
}
