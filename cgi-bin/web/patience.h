/*
 * patience: how long a request waits for the database, all its waits taken together.
 *
 * Five seconds.  Then it is told so, and whoever comes while that is fresh, to whichever process,
 * waits a moment only: the lock has been held for five seconds already, and behind him others stand
 * at the web server's door.
 */
#ifndef WEB_PATIENCE_H
#define WEB_PATIENCE_H

#include <stdint.h>

struct patience {
	int64_t left;             /* milliseconds */
	int64_t since;            /* while waiting */
	_Atomic int64_t *lost_at; /* shared by all processes: when somebody last waited in vain */
};

/* A new request. */
void patience_renew(struct patience *patience);

/* Between these two somebody waits. */
void patience_begin(struct patience *patience);
void patience_end(struct patience *patience);

/* What is left of it, in the middle of a wait too; 0: it is lost, and others shall know. */
int64_t patience_left(struct patience *patience);

#endif
