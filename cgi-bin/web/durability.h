/*
 * durability: which commits are on the disk?
 *
 * A commit is seen by others before it is on the disk: it leaves the write_lock first, so that they
 * write on meanwhile.  Whoever answers by what he read of it must not be ahead of the disk either,
 * or after a power cut somebody was told what never was.  Commits are counted in the lock file,
 * which all programs have in memory.
 */
#ifndef WEB_DURABILITY_H
#define WEB_DURABILITY_H

#include <stdbool.h>
#include <stdint.h>

struct durability;

/* In memory that all who have the file share; NULL: it cannot be (the log says why). */
struct durability *durability_open(int file);
void durability_close(struct durability *durability);

/* Inside the write_lock: the number of a commit that begins; and that it is done. */
uint64_t durability_begin(struct durability *durability);
void durability_commit(struct durability *durability, uint64_t number);

/* The newest commit that somebody could have seen by now. */
uint64_t durability_seen(struct durability *durability);

/* Whether this commit, and so each before it, is on the disk. */
bool durability_is_durable(struct durability *durability, uint64_t number);

/* Which commits a sync that begins now brings to the disk; and that it did. */
uint64_t durability_sync(struct durability *durability);
void durability_synced(struct durability *durability, uint64_t number);

/* The one fact of another kind that all processes share: when somebody last waited in vain. */
_Atomic int64_t *durability_lost_at(struct durability *durability);

#endif
