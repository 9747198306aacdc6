/*
 * background: what nobody asks for (program.background).
 */
#ifndef WEB_BACKGROUND_H
#define WEB_BACKGROUND_H

#include <stdbool.h>
#include <stddef.h>

struct door;
struct program;
struct rest;
struct stores;

struct background {
	const struct program *program; /* borrowed, as the stores are */
	struct stores *stores;
	struct rest *rests; /* owned: one for each kind */
	size_t nkinds;
};

/* false: no memory is left. */
bool background_begin(
    struct background *background, const struct program *program, struct stores *stores);

/*
 * One step of each kind in each database that is open: none of them waits until another has nothing
 * left to do.  Whether any was done.
 */
bool background_round(struct background *background, const struct door *door);

void background_end(struct background *background);

#endif
