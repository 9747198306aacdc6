/*
 * durability: a few numbers in the first bytes of the lock file.  What a power cut leaves of them may
 * be anything: the next number is larger than all of them, and so nothing is taken for durable that
 * is not.
 */
#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "durability.h"
#include "log.h"

struct durability {
	_Atomic uint64_t begun;     /* before its COMMIT: nobody sees a commit without its number */
	_Atomic uint64_t committed; /* behind its COMMIT: a sync that begins now takes it along */
	_Atomic uint64_t durable;
	_Atomic int64_t lost_at; /* deadline.h */
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
durability_begin(struct durability *durability)
{
	uint64_t newest =
	    larger(durability->begun, larger(durability->committed, durability->durable));

	durability->begun = newest + 1;
	return newest + 1;
}

void
durability_commit(struct durability *durability, uint64_t number)
{
	durability->committed = number;
}

uint64_t
durability_seen(struct durability *durability)
{
	return durability->begun;
}

bool
durability_is_durable(struct durability *durability, uint64_t number)
{
	return durability->durable >= number;
}

uint64_t
durability_sync(struct durability *durability)
{
	return durability->committed;
}

void
durability_synced(struct durability *durability, uint64_t number)
{
	uint64_t durable = durability->durable;

	while (durable < number &&
	       !atomic_compare_exchange_weak(&durability->durable, &durable, number))
		continue;
}

_Atomic int64_t *
durability_lost_at(struct durability *durability)
{
	return &durability->lost_at;
}
