/*
 * cte_name: does a statement give one of its own common table expressions the name of a view or a
 * trigger?
 *
 * SQLite tells the authorizer in which view or trigger a step stands by its name alone, and a
 * common table expression of that name looks the same: `WITH fingerprint_key AS (SELECT …)` could
 * read whatever it likes, as if it were the view.
 */
#ifndef WEB_CTE_NAME_H
#define WEB_CTE_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a name, which ends after `size` bytes and not by a NUL, belongs to the schema. */
typedef bool cte_name_owner(const void *self, const char *name, size_t size);

/* True when the statement gives such a name to something of its own.  It may say so too often. */
bool cte_name_is_taken(const char *sql, cte_name_owner *owned, const void *self);

#endif
