/* background: each kind has its turn, however many there are, and rests by itself. */
#include "tap.h"
#include "web/background.h"
#include "web/handle.h"
#include "web/route.h"
#include "web/store/stores.h"

enum { KINDS = 40 };

static struct route kinds[KINDS + 1]; /* the last one has no path */
static int turns[KINDS];
static enum step outcome;

/* In the place of the one that opens an exchange. */
enum step
handle_background(const struct program *program, const struct route *route, struct stores *stores,
    struct store *store, const struct door *door)
{
	ptrdiff_t kind = route - program->background;

	(void)stores;
	(void)store;
	(void)door;
	turns[kind]++;
	return kind == KINDS - 1 ? outcome : STEP_NONE;
}

static int
turns_of_all(void)
{
	int n = 0;

	for (int i = 0; i < KINDS; i++)
		n += turns[i];
	return n;
}

int
main(void)
{
	const struct program program = {.background = kinds}, idle = {.background = NULL};
	struct stores stores = {.nopen = 1};
	struct background background, none;

	for (int i = 0; i < KINDS; i++)
		kinds[i].path = "kind";
	ok("a program may have forty kinds of steps",
	    background_begin(&background, &program, &stores));
	outcome = STEP_DONE;
	ok("each has its turn, the last one too", background_round(&background, NULL) &&
						      turns_of_all() == KINDS &&
						      turns[KINDS - 1] == 1);
	outcome = STEP_FAILED;
	ok("a failure is nothing done", !background_round(&background, NULL));
	background_round(&background, NULL);
	ok("one that failed rests, and no other does", turns[KINDS - 1] == 2 && turns[0] == 3);
	background_end(&background);
	ok("a program may have none", background_begin(&none, &idle, &stores));
	ok("  …and then nothing is done", !background_round(&none, NULL));
	background_end(&none);
	return tap_end();
}
