/*
 * handle: one exchange, from its beginning to its end: a request that the route of its path and
 * method answers, or a step of what nobody asks for.
 */
#ifndef WEB_HANDLE_H
#define WEB_HANDLE_H

struct door;
struct mount;
struct program;
struct request;
struct route;
struct store;
struct stores;

void handle_request(const struct program *program, struct stores *stores, struct store *store,
    struct request *request, const struct mount *mount, const struct door *side_door);

/* STEP_NONE: there was nothing to do, or somebody else held the database. */
enum step { STEP_NONE, STEP_DONE, STEP_FAILED };

/* A step of what nobody asks for, in this database. */
enum step handle_background(const struct program *program, const struct route *route,
    struct stores *stores, struct store *store, const struct door *door);

#endif
