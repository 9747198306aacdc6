/*
 * mount: a path is cut in two.  Of a seat nothing but its two or three digits becomes part of the
 * name of a file.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mount.h"
#include "request.h"

static const char seats[] = "/s/"; /* then the number of the seat, and the name of the program */

/* Its digits, of which there are 2 or 3; 0: the path is of no program of a seat. */
static size_t
seat_digits(const char *path)
{
	const char *number = path + sizeof seats - 1;
	size_t digits;

	if (strncmp(path, seats, sizeof seats - 1) != 0)
		return 0;
	digits = strspn(number, "0123456789");
	if (digits < 2 || digits > 3 || number[digits] != '/')
		return 0;
	return number[digits + 1] != '/' && number[digits + 1] != '\0' ? digits : 0;
}

static char *
seat_database(const char *number, size_t digits)
{
	const char *folder = getenv("OIDC_SEATS");
	char *path = NULL;

	if (folder == NULL || asprintf(&path, "%s/%.*s/oidc.db", folder, (int)digits, number) < 0)
		return NULL;
	return path;
}

char *
mount_of_seat(const char *seat)
{
	return seat_database(seat, strlen(seat));
}

/* Where the web server cut it does not matter: it may know of one mount point for all seats. */
static bool
read_seat(struct mount *mount)
{
	size_t digits = seat_digits(mount->path);
	size_t program = sizeof seats + digits; /* where its name begins */

	if (digits == 0)
		return true;
	mount->size = program + strcspn(mount->path + program, "/");
	mount->seat = seat_database(mount->path + sizeof seats - 1, digits);
	return mount->seat != NULL;
}

bool
mount_read(struct mount *mount, const struct request *request)
{
	const char *point = request_variable(request, "SCRIPT_NAME");
	const char *endpoint = request_variable(request, "PATH_INFO");
	const char *folder = getenv("OIDC_SEATS");
	int length;

	*mount = (struct mount){.size = point != NULL ? strlen(point) : 0};
	length = asprintf(
	    &mount->path, "%s%s/", point != NULL ? point : "", endpoint != NULL ? endpoint : "");
	if (length < 0)
		mount->path = NULL;
	if (length < 0 || (folder != NULL && *folder != '\0' && !read_seat(mount)))
		return false;
	if ((size_t)length > mount->size + 1)
		mount->path[length - 1] = '\0'; /* something follows, and that slash does not */
	mount->endpoint = mount->path + mount->size;
	return true;
}

void
mount_free(struct mount *mount)
{
	free(mount->path);
	free(mount->seat);
}

const char *
mount_database(const struct mount *mount)
{
	return mount->seat != NULL ? mount->seat : getenv("OIDC_DB");
}

bool
mount_is_missing(const struct mount *mount)
{
	return mount->seat != NULL && access(mount->seat, F_OK) != 0 &&
	       (errno == ENOENT || errno == ENOTDIR);
}
