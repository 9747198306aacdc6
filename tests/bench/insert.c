/*
 * insert FOLDER PROCESSES SECONDS [write_lock]: how many durable transactions a second this disk
 * and SQLite do with nothing around them: BEGIN IMMEDIATE; INSERT; COMMIT, WAL, synchronous=FULL.
 * With the write_lock, a process waits at a lock file first, as web/store does.
 *
 * Prints transactions per second, then the median and the 99th percentile in milliseconds.
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sqlite3.h>

#include "clock.h"

enum { PROCESSES = 16, TIMES = 1 << 18, BUSY_MS = 5000 };

/* One process's transactions, where its parent sees them. */
struct times {
	size_t count;
	float milliseconds[TIMES];
};

static sqlite3 *
open_database(const char *path)
{
	static const char opening[] =
	    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
	    "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, text TEXT)";
	sqlite3 *database;

	must(sqlite3_open(path, &database) == SQLITE_OK, path);
	sqlite3_busy_timeout(database, BUSY_MS);
	must(sqlite3_exec(database, opening, NULL, NULL, NULL) == SQLITE_OK, path);
	return database;
}

static void
insert_until(double end, const char *path, int write_lock, struct times *times)
{
	static const char *const sql[] = {"BEGIN IMMEDIATE",
	    "INSERT INTO row (text) VALUES ('forty-three characters, as a hash has them.')",
	    "COMMIT"};
	sqlite3 *database = open_database(path);
	sqlite3_stmt *statement[3];

	for (size_t i = 0; i < 3; i++)
		must(sqlite3_prepare_v2(database, sql[i], -1, &statement[i], NULL) == SQLITE_OK,
		    sql[i]);
	for (double start = now(); start < end && times->count < TIMES; start = now()) {
		if (write_lock >= 0)
			flock(write_lock, LOCK_EX);
		for (size_t i = 0; i < 3; i++) {
			must(sqlite3_step(statement[i]) == SQLITE_DONE, sql[i]);
			sqlite3_reset(statement[i]);
		}
		if (write_lock >= 0)
			flock(write_lock, LOCK_UN);
		times->milliseconds[times->count++] = (float)(now() - start);
	}
	_exit(EXIT_SUCCESS);
}

static int
by_size(const void *a, const void *b)
{
	float left = *(const float *)a, right = *(const float *)b;

	return (left > right) - (left < right);
}

static void
report(const struct times *times, size_t processes, double seconds)
{
	float *all = calloc(processes * TIMES, sizeof *all);
	size_t count = 0;

	must(all != NULL, "memory");
	for (size_t i = 0; i < processes; i++) {
		memcpy(all + count, times[i].milliseconds, times[i].count * sizeof *all);
		count += times[i].count;
	}
	qsort(all, count, sizeof *all, by_size);
	printf("%.0f %.2f %.2f\n", (double)count / seconds, (double)all[count / 2],
	    (double)all[count * 99 / 100]);
	free(all);
}

int
main(int argc, char **argv)
{
	size_t processes = argc > 3 ? strtoul(argv[2], NULL, 10) : 0;
	double seconds = argc > 3 ? strtod(argv[3], NULL) : 0;
	struct times *times;
	char path[4096], lock[4096];
	double end;

	if (processes == 0 || processes > PROCESSES) {
		fprintf(stderr, "usage: insert FOLDER PROCESSES SECONDS [write_lock]\n");
		return EXIT_FAILURE;
	}
	snprintf(path, sizeof path, "%s/insert.db", argv[1]);
	snprintf(lock, sizeof lock, "%s/insert.db.lock", argv[1]);
	sqlite3_close(open_database(path));
	times = mmap(NULL, processes * sizeof *times, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(times != MAP_FAILED, "memory");
	end = now() + seconds * 1e3;
	for (size_t i = 0; i < processes; i++)
		if (fork() == 0) /* a lock of its own each: a shared descriptor would share it */
			insert_until(end, path,
			    argc > 4 ? open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1,
			    &times[i]);
	while (wait(NULL) > 0)
		continue;
	report(times, processes, seconds);
	return EXIT_SUCCESS;
}
