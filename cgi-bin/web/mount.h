/*
 * mount: where the program is mounted, what is asked of it there, and which database that means.
 *
 * Where OIDC_SEATS names a folder, one set of workers serves many seats: /s/07/provider/token is
 * /token of the program that is mounted at /s/07/provider, and its database is 07/oidc.db in that
 * folder.  Any other mount point is what the web server says, with the database of OIDC_DB.
 */
#ifndef WEB_MOUNT_H
#define WEB_MOUNT_H

#include <stdbool.h>
#include <stddef.h>

struct request;

struct mount {
	char *path;           /* that was asked for: the mount point, and the endpoint behind it */
	size_t size;          /* of the mount point */
	const char *endpoint; /* "/" where nothing follows */
	char *seat;           /* the database of a seat; NULL: it is none */
};

/* false: no memory is left. */
bool mount_read(struct mount *mount, const struct request *request);
void mount_free(struct mount *mount);

/* The database; NULL: nobody said where it is. */
const char *mount_database(const struct mount *mount);

/* The database of a seat, malloc'd.  NULL: there are no seats, or no memory is left. */
char *mount_of_seat(const char *seat);

/* Whether it is a mount of a seat that is not there. */
bool mount_is_missing(const struct mount *mount);

#endif
