/*
 * background: what nobody asks for, one step of each kind at a time.  A kind that failed rests, and
 * each time twice as long: a fault that stays costs a line of the log now and then, and holds up no
 * other kind.
 */
#include <stdlib.h>
#include <time.h>

#include "background.h"
#include "handle.h"
#include "route.h"
#include "web/store/stores.h"

enum { REST_S = 5, DOUBLED = 6 /* to 320 seconds */ };

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
take(struct background *background, size_t kind, struct store *store, const struct door *door)
{
	const struct program *program = background->program;
	struct rest *rest = &background->rests[kind];
	enum step step;

	if (rest->failures > 0 && seconds() < rest->until)
		return STEP_NONE;
	step =
	    handle_background(program, &program->background[kind], background->stores, store, door);
	rest_after(rest, step);
	return step;
}

bool
background_begin(
    struct background *background, const struct program *program, struct stores *stores)
{
	*background = (struct background){.program = program, .stores = stores};
	while (program->background != NULL && program->background[background->nkinds].path != NULL)
		background->nkinds++;
	if (background->nkinds > 0)
		background->rests = calloc(background->nkinds, sizeof *background->rests);
	return background->nkinds == 0 || background->rests != NULL;
}

bool
background_round(struct background *background, const struct door *door)
{
	const struct stores *stores = background->stores;
	bool any = false;

	for (size_t i = 0; i < stores->nopen; i++)
		for (size_t kind = 0; kind < background->nkinds; kind++)
			if (take(background, kind, stores->open[i].store, door) == STEP_DONE)
				any = true;
	return any;
}

void
background_end(struct background *background)
{
	free(background->rests);
}
