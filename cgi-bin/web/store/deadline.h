/*
 * deadline: how long a request waits for the database, all its waits taken together.
 *
 * Five seconds.  Then it is told that the database is busy, and a request that comes within the
 * next second, to any process, waits a moment only: the lock has been held for five seconds
 * already, and more requests wait at the web server.
 */
#ifndef WEB_DEADLINE_H
#define WEB_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

struct deadline {
	int64_t left;               /* milliseconds */
	bool in_hurry;              /* a step of what nobody asks for */
	int64_t since;              /* while waiting */
	_Atomic int64_t *missed_at; /* when a request last waited in vain; all processes share it */
};

/* A new request. */
void deadline_renew(struct deadline *deadline);

/*
 * A new step of what nobody asks for: it waits a moment only, so that it keeps its process from no
 * request, and nobody shall know when that was in vain.  Once it was let in, it has something in
 * its hands, and waits a second.
 */
void deadline_hurry(struct deadline *deadline);
void deadline_let_in(struct deadline *deadline);

/* Between these two the request waits. */
void deadline_wait_begin(struct deadline *deadline);
void deadline_wait_end(struct deadline *deadline);

/* What is left of it, in the middle of a wait too; 0: it is missed, and the others shall know. */
int64_t deadline_left(struct deadline *deadline);

#endif
