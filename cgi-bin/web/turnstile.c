/*
 * turnstile: flock(2) with an end to it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/time.h>

#include "log.h"
#include "turnstile.h"

/* Nothing is to be done: that it came is what ends flock(2). */
static void
wake(int signal_number)
{
	(void)signal_number;
}

static void
listen_for_alarm(void)
{
	struct sigaction action = {.sa_handler = wake}; /* without SA_RESTART */
	sigset_t alarm_only;

	sigaction(SIGALRM, &action, NULL);
	sigemptyset(&alarm_only);
	sigaddset(&alarm_only, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &alarm_only, NULL);
}

int
turnstile_open(const char *database)
{
	char *path = NULL;
	int turnstile = -1;

	listen_for_alarm();
	if (asprintf(&path, "%s.lock", database) > 0)
		turnstile = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (turnstile < 0)
		log_line("the lock file %s cannot be opened: %s", path != NULL ? path : "",
		    strerror(errno));
	free(path);
	return turnstile;
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
turnstile_enter(int turnstile, struct patience *patience)
{
	bool entered = flock(turnstile, LOCK_EX | LOCK_NB) == 0;
	int64_t left;

	if (entered)
		return true;
	patience_begin(patience);
	left = patience_left(patience);
	set_alarm(left);
	while (!entered && left > 0) {
		entered = flock(turnstile, LOCK_EX) == 0;
		if (!entered)
			left = errno == EINTR ? patience_left(patience) : 0;
	}
	set_alarm(0);
	patience_end(patience);
	return entered;
}

void
turnstile_leave(int turnstile)
{
	flock(turnstile, LOCK_UN);
}
