/*
 * Memory that runs out.  OpenSSL and cJSON only fail then, often without a word why, and neither a
 * key nor a signature may be called bad for that.  What malloc leaves in errno (POSIX) tells it: a
 * call during which memory ran out has no verdict, whatever it found.
 */
#ifndef MEMORY_WATCH_H
#define MEMORY_WATCH_H

#include <errno.h>
#include <stdbool.h>

/* At the start of a call, in its thread. */
static inline void
memory_watch(void)
{
	errno = 0;
}

/* Whether memory ran out since. */
static inline bool
memory_ran_out(void)
{
	return errno == ENOMEM;
}

#endif
