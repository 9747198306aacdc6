/*
 * durability: a few numbers in the first bytes of the lock file.  A power cut may leave anything of
 * them: the next number is larger than all of them, and so nothing is taken for durable that is
 * not.
 */
#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "durability.h"
#include "web/log.h"

struct durability {
	_Atomic uint64_t begun;     /* set before COMMIT: no commit is seen before its number */
	_Atomic uint64_t committed; /* set after COMMIT: a sync that begins now takes it along */
	_Atomic uint64_t durable;
	_Atomic int64_t missed_at; /* deadline.h */
};

struct durability *
durability_open(int file)
{
	struct stat now;
	void *shared = MAP_FAILED;

	if (fstat(file, &now) == 0 && (now.st_size >= (off_t)sizeof(struct durability) ||
					  ftruncate(file, sizeof(struct durability)) == 0))
		shared = mmap(
		    NULL, sizeof(struct durability), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	if (shared != MAP_FAILED)
		return shared;
	log_line("the lock file beside the database cannot be used: %s", strerror(errno));
	return NULL;
}

void
durability_close(struct durability *durability)
{
	if (durability != NULL)
		munmap(durability, sizeof *durability);
}

static uint64_t
larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

uint64_t
durability_commit_begin(struct durability *durability)
{
	uint64_t newest =
	    larger(durability->begun, larger(durability->committed, durability->durable));

	durability->begun = newest + 1;
	return newest + 1;
}

void
durability_commit_end(struct durability *durability, uint64_t number)
{
	durability->committed = number;
}

uint64_t
durability_newest(struct durability *durability)
{
	return durability->begun;
}

bool
durability_reached(struct durability *durability, uint64_t number)
{
	return durability->durable >= number;
}

uint64_t
durability_sync_begin(struct durability *durability)
{
	return durability->committed;
}

void
durability_sync_end(struct durability *durability, uint64_t number)
{
	uint64_t durable = durability->durable;

	while (durable < number &&
	       !atomic_compare_exchange_weak(&durability->durable, &durable, number))
		continue;
}

_Atomic int64_t *
durability_missed_at(struct durability *durability)
{
	return &durability->missed_at;
}
