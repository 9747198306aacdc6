/*
 * power_cut: loaded before all others, it plays the disk under the write-ahead log.  What a sync
 * has brought to the disk is copied beside it, FILE.disk: after a power cut that is all there is.
 *
 * STALL names a file: while it is there, a sync waits before it begins (a slow disk, or a process
 * that was stopped between its commit and its sync).  FILE.syncs grows by a byte when one begins.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void
append_byte(const char *file, const char *suffix)
{
	char path[4200];
	int marks;

	snprintf(path, sizeof path, "%s%s", file, suffix);
	marks = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (marks < 0 || write(marks, ".", 1) != 1)
		abort();
	close(marks);
}

static void
wait_while_stalled(const char *file)
{
	const struct timespec moment = {0, 1000000};

	for (file = file != NULL ? file : ""; access(file, F_OK) == 0;)
		nanosleep(&moment, NULL);
}

/* One sync at a time: a later one holds all that an earlier one does. */
static void
copy_to_disk(int log, const char *path)
{
	static char bytes[1 << 20];
	char disk[4200];
	int copy;
	off_t at = 0;

	snprintf(disk, sizeof disk, "%s.disk", path);
	copy = open(disk, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (copy < 0 || flock(copy, LOCK_EX) != 0)
		abort();
	for (ssize_t got; (got = pread(log, bytes, sizeof bytes, at)) > 0; at += got)
		if (pwrite(copy, bytes, (size_t)got, at) != got)
			abort();
	close(copy);
}

int
fdatasync(int file)
{
	char link[64], path[4096] = "";
	ssize_t length;

	snprintf(link, sizeof link, "/proc/self/fd/%d", file);
	length = readlink(link, path, sizeof path - 1);
	if (length > 4 && strcmp(path + length - 4, "-wal") == 0) {
		append_byte(path, ".syncs");
		wait_while_stalled(getenv("STALL"));
		copy_to_disk(file, path);
	}
	return 0;
}
