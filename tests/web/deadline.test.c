/* deadline: a request has five seconds for all its waits, and less right after another's were in vain. */
#include <time.h>

#include "tap.h"
#include "web/store/deadline.h"

static _Atomic int64_t missed_at;
static struct deadline deadline = {.missed_at = &missed_at};

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* As if the request had waited so long. */
static void
wait_for(int64_t milliseconds)
{
	deadline_wait_begin(&deadline);
	deadline.since -= milliseconds;
	deadline_wait_end(&deadline);
}

static void
test_request(void)
{
	missed_at = 0;
	deadline_renew(&deadline);
	ok("a request has five seconds", deadline.left == 5000);
	wait_for(3000);
	ok("a wait uses them up", deadline.left > 0 && deadline.left <= 2000);
	ok("nobody hears of a wait that was not in vain", missed_at == 0);
	wait_for(3000);
	ok("all its waits are taken together", deadline_left(&deadline) == 0);
	ok("the others hear that they were in vain", missed_at != 0);
	ok("and it has nothing left to wait again", deadline_left(&deadline) == 0);
}

static void
test_others(void)
{
	do { /* a machine that stops here for a second proves nothing */
		missed_at = now();
		deadline_renew(&deadline);
	} while (now() - missed_at >= 1000);
	ok("who comes after a wait in vain has a moment only", deadline.left == 50);
	missed_at = now() - 1000;
	deadline_renew(&deadline);
	ok("but a second later it has five seconds again", deadline.left == 5000);
	missed_at = now() + 100000;
	deadline_renew(&deadline);
	ok("also where the machine's clock began anew", deadline.left == 5000);
}

static void
test_step(void)
{
	missed_at = 0;
	deadline_hurry(&deadline);
	ok("a step that nobody asks for has a moment", deadline.left == 50);
	wait_for(60);
	ok("then it gives up", deadline_left(&deadline) == 0);
	ok("and nobody hears of it", missed_at == 0);
	deadline_let_in(&deadline);
	ok("a step that was let in has a second", deadline.left == 1000);
	deadline_renew(&deadline);
	deadline_let_in(&deadline);
	ok("a request keeps what it has", deadline.left == 5000);
}

int
main(void)
{
	test_request();
	test_others();
	test_step();
	return tap_end();
}
