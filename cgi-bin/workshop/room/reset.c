/*
 * reset: a seat as it was at the beginning, with other keys.  The programs may not do that: they
 * see no private key, and no table that is not their own.  The script that made it does it again.
 */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cjson/cJSON.h>

#include "web/list.h"
#include "workshop/room/room.h"
#include "workshop/seat/seat.h"
#include "reset.sql.h"

enum { AT_ONCE = 4, WAIT_MS = 60000, LOOK_MS = 10 };

/* A FastCGI program has a socket where others have their input, and hears no SIGPIPE. */
static pid_t
script_begin(char *script, char *seat)
{
	char *arguments[] = {script, seat, NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t heard;
	pid_t pid;

	sigemptyset(&heard);
	sigaddset(&heard, SIGPIPE);
	sigaddset(&heard, SIGINT);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &heard);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	if (posix_spawn(&pid, script, &files, &attributes, arguments, environ) != 0)
		pid = -1;
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return pid;
}

/* Nobody waits for ever: what takes a minute is ended, with all that it started. */
static bool
script_ended_well(pid_t pid)
{
	const struct timespec pause = {.tv_nsec = LOOK_MS * 1000000L};
	int status = -1;

	for (int waited = 0; waitpid(pid, &status, waited < WAIT_MS ? WNOHANG : 0) == 0;
	     waited += LOOK_MS) {
		nanosleep(&pause, NULL);
		if (waited + LOOK_MS >= WAIT_MS)
			kill(-pid, SIGKILL);
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A few at once, in turn: making keys is work for all processors. */
static bool
run_for_each(char *script, const cJSON *seats)
{
	pid_t running[AT_ONCE] = {0};
	size_t next = 0;
	bool done = true;
	const cJSON *seat;

	cJSON_ArrayForEach (seat, seats) {
		const cJSON *number = cJSON_GetObjectItem(seat, "seat");

		if (running[next] > 0)
			done = script_ended_well(running[next]) && done;
		running[next] = script_begin(script, number->valuestring);
		done = running[next] > 0 && done;
		next = (next + 1) % AT_ONCE;
	}
	for (size_t i = 0; i < AT_ONCE; i++)
		if (running[i] > 0)
			done = script_ended_well(running[i]) && done;
	return done;
}

void
reset_seats(struct exchange *x, const struct statement *chosen)
{
	const char *folder = getenv("OIDC_SCHEMA");
	char *script = NULL;
	cJSON *seats = NULL;

	if (establish_list(x, "seats_reset", chosen) && exchange_release(x))
		seats = cJSON_Parse(text_of(x, "@seats_reset"));
	if (folder == NULL || asprintf(&script, "%s/seat", folder) < 0)
		script = NULL;
	if (!refused(x) && (script == NULL || seats == NULL || !run_for_each(script, seats)))
		refuse(x, "reset_failed");
	cJSON_Delete(seats);
	free(script);
}

void
reset_post(struct exchange *x)
{
	if (!record_is_public(x) || !csrf_right(x))
		return;
	if (has_value(x, "@seat_here"))
		reset_seats(x, &sql_reset_seat);
	else
		refuse(x, "room_missing");
	answer_redirect(x, &sql_reset_again);
}
