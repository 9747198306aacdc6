/*
 * durability: which commits are on the disk?
 *
 * Other processes see a commit before it is on the disk: the write lock is free again by then, so
 * that they write on meanwhile.  An answer that rests on such a commit waits for the disk too, or a
 * power cut could take back what it told.  Commits are counted in the lock file, which all programs
 * have in memory.
 */
#ifndef WEB_DURABILITY_H
#define WEB_DURABILITY_H

#include <stdbool.h>
#include <stdint.h>

struct durability;

/* The numbers of this file, in memory that its processes share; NULL: the log says why not. */
struct durability *durability_open(int file);
void durability_close(struct durability *durability);

/* Inside the write lock: the number of a commit that begins; and that it is done. */
uint64_t durability_commit_begin(struct durability *durability);
void durability_commit_end(struct durability *durability, uint64_t number);

/* The newest commit that could have been seen by now. */
uint64_t durability_newest(struct durability *durability);

/* Whether this commit, and so each before it, is on the disk. */
bool durability_reached(struct durability *durability, uint64_t number);

/* The newest commit that a sync which begins now brings to the disk; and that it did. */
uint64_t durability_sync_begin(struct durability *durability);
void durability_sync_end(struct durability *durability, uint64_t number);

/* For the deadline, which shares one number between the processes too. */
_Atomic int64_t *durability_missed_at(struct durability *durability);

#endif
