/*
 * write_lock: flock(2) with an end to it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/time.h>

#include "web/log.h"
#include "write_lock.h"

/* That the alarm came is what ends flock(2): nothing is left to do. */
static void
wake(int signal_number)
{
	(void)signal_number;
}

static void
hear_alarm(void)
{
	struct sigaction action = {.sa_handler = wake}; /* without SA_RESTART */
	sigset_t alarm_only;

	sigaction(SIGALRM, &action, NULL);
	sigemptyset(&alarm_only);
	sigaddset(&alarm_only, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &alarm_only, NULL);
}

int
write_lock_open(const char *database)
{
	char *path = NULL;
	int write_lock = -1;

	hear_alarm();
	if (asprintf(&path, "%s.lock", database) > 0)
		write_lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (write_lock < 0)
		log_line("the lock file %s cannot be opened: %s", path != NULL ? path : "",
		    strerror(errno));
	free(path);
	return write_lock;
}

/* An alarm that came just before flock(2) would be lost: so it comes again. */
static void
set_alarm(int64_t milliseconds)
{
	const struct itimerval when = {
	    .it_value = {milliseconds / 1000, milliseconds % 1000 * 1000},
	    .it_interval = {0, milliseconds > 0 ? 20000 : 0}};

	setitimer(ITIMER_REAL, &when, NULL);
}

bool
write_lock_acquire(int write_lock, struct deadline *deadline)
{
	bool acquired = flock(write_lock, LOCK_EX | LOCK_NB) == 0;
	int64_t left;

	if (acquired)
		return true;
	deadline_wait_begin(deadline);
	left = deadline_left(deadline);
	set_alarm(left);
	while (!acquired && left > 0) {
		acquired = flock(write_lock, LOCK_EX) == 0;
		if (!acquired)
			left = errno == EINTR ? deadline_left(deadline) : 0;
	}
	set_alarm(0);
	deadline_wait_end(deadline);
	return acquired;
}

void
write_lock_release(int write_lock)
{
	flock(write_lock, LOCK_UN);
}
