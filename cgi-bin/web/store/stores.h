/*
 * stores: the databases that this process has open.  Programs that serve many seats have many; the
 * one that was asked for longest ago is closed before there are too many.
 */
#ifndef WEB_STORES_H
#define WEB_STORES_H

#include <stddef.h>

struct store;

/*
 * How many there are at most; and in a process that asks all of them again and again.  Each takes
 * 3 MB, most of it the parsed schema.  With 40 seats, four of them took 62 MB more than two, and no
 * less time.
 */
enum { STORES = 2, STORES_LARGEST = 64 };

struct stores {
	const char *program, *entry_point; /* see store_open */
	struct open_store {
		char *path;
		struct store *store;
	} open[STORES_LARGEST]; /* what was asked for last stands first */
	size_t nopen;
	size_t largest;           /* so many at once; 0: STORES */
	const struct store *kept; /* is in use, and is not closed for another; NULL: none is */
};

/*
 * The store of the database at this path, opened where it is not yet; it stays open until another
 * is asked for.  NULL: there is no path, or it cannot be opened (the log says why), and the others
 * are as they were.
 */
struct store *stores_find(struct stores *stores, const char *path);

void stores_close(struct stores *stores);

#endif
