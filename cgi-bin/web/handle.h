/*
 * handle: one exchange, from its beginning to its end: a request that the route of its path and
 * method answers, or a step of what nobody asks for.
 */
#ifndef WEB_HANDLE_H
#define WEB_HANDLE_H

#include <stdbool.h>

struct mount;
struct program;
struct request;
struct store;
struct stores;

void handle_request(const struct program *program, struct stores *stores, struct store *store,
    struct request *request, const struct mount *mount);

/* program->background, in this database; false: there was nothing to do, or it failed. */
bool handle_background(const struct program *program, struct stores *stores, struct store *store);

#endif
