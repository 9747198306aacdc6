/*
 * deadline: how long a request waits for the database, all its waits taken together.
 *
 * Five seconds.  Then it is told so, and whoever comes while that is fresh, to whichever process,
 * waits a moment only: the lock has been held for five seconds already, and behind him others stand
 * at the web server's door.
 */
#ifndef WEB_DEADLINE_H
#define WEB_DEADLINE_H

#include <stdint.h>

struct deadline {
	int64_t left;             /* milliseconds */
	int64_t since;            /* while waiting */
	_Atomic int64_t *lost_at; /* shared by all processes: when somebody last waited in vain */
};

/* A new request. */
void deadline_renew(struct deadline *deadline);

/* Between these two somebody waits. */
void deadline_begin(struct deadline *deadline);
void deadline_end(struct deadline *deadline);

/* What is left of it, in the middle of a wait too; 0: it is lost, and others shall know. */
int64_t deadline_left(struct deadline *deadline);

#endif
