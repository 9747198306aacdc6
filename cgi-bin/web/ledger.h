/*
 * ledger: which commits are on the disk?
 *
 * A commit is seen by others before it is on the disk: it leaves the turnstile first, so that they
 * write on meanwhile.  Whoever answers by what he read of it must not be ahead of the disk either,
 * or after a power cut somebody was told what never was.  Commits are counted in the lock file,
 * which all programs have in memory.
 */
#ifndef WEB_LEDGER_H
#define WEB_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

struct ledger;

/* In memory that all who have the file share; NULL: it cannot be (the log says why). */
struct ledger *ledger_open(int file);
void ledger_close(struct ledger *ledger);

/* Inside the turnstile: the number of a commit that begins; and that it is done. */
uint64_t ledger_begin(struct ledger *ledger);
void ledger_commit(struct ledger *ledger, uint64_t number);

/* The newest commit that somebody could have seen by now. */
uint64_t ledger_seen(struct ledger *ledger);

/* Whether this commit, and so each before it, is on the disk. */
bool ledger_is_durable(struct ledger *ledger, uint64_t number);

/* Which commits a sync that begins now brings to the disk; and that it did. */
uint64_t ledger_sync(struct ledger *ledger);
void ledger_synced(struct ledger *ledger, uint64_t number);

/* The one fact of another kind that all processes share: when somebody last waited in vain. */
_Atomic int64_t *ledger_lost_at(struct ledger *ledger);

#endif
