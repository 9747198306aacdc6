/*
 * background: what nobody asks for (program.background).
 */
#ifndef WEB_BACKGROUND_H
#define WEB_BACKGROUND_H

#include <stdbool.h>

struct door;
struct program;
struct stores;

/*
 * One step of each kind in each database that is open: none of them waits until another has nothing
 * left to do.  Whether any was done.
 */
bool background_round(
    const struct program *program, struct stores *stores, const struct door *door);

#endif
