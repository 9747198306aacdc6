/*
 * ledger: a few numbers in the first bytes of the lock file.  What a power cut leaves of them may
 * be anything: the next number is larger than all of them, and so nothing is taken for durable that
 * is not.
 */
#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ledger.h"
#include "log.h"

struct ledger {
	_Atomic uint64_t begun;     /* before its COMMIT: nobody sees a commit without its number */
	_Atomic uint64_t committed; /* behind its COMMIT: a sync that begins now takes it along */
	_Atomic uint64_t durable;
	_Atomic int64_t lost_at; /* patience.h */
};

struct ledger *
ledger_open(int file)
{
	struct stat now;
	void *shared = MAP_FAILED;

	if (fstat(file, &now) == 0 && (now.st_size >= (off_t)sizeof(struct ledger) ||
					  ftruncate(file, sizeof(struct ledger)) == 0))
		shared =
		    mmap(NULL, sizeof(struct ledger), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	if (shared != MAP_FAILED)
		return shared;
	log_line("the lock file beside the database cannot be used: %s", strerror(errno));
	return NULL;
}

void
ledger_close(struct ledger *ledger)
{
	if (ledger != NULL)
		munmap(ledger, sizeof *ledger);
}

static uint64_t
larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

uint64_t
ledger_begin(struct ledger *ledger)
{
	uint64_t newest = larger(ledger->begun, larger(ledger->committed, ledger->durable));

	ledger->begun = newest + 1;
	return newest + 1;
}

void
ledger_commit(struct ledger *ledger, uint64_t number)
{
	ledger->committed = number;
}

uint64_t
ledger_seen(struct ledger *ledger)
{
	return ledger->begun;
}

bool
ledger_is_durable(struct ledger *ledger, uint64_t number)
{
	return ledger->durable >= number;
}

uint64_t
ledger_sync(struct ledger *ledger)
{
	return ledger->committed;
}

void
ledger_synced(struct ledger *ledger, uint64_t number)
{
	uint64_t durable = ledger->durable;

	while (
	    durable < number && !atomic_compare_exchange_weak(&ledger->durable, &durable, number))
		continue;
}

_Atomic int64_t *
ledger_lost_at(struct ledger *ledger)
{
	return &ledger->lost_at;
}
