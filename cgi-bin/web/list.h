/*
 * list: many rows as one @name, and back.  A store statement may use no JSON, and establish takes
 * one row: what a page or an answer lists is established as a list, and shaped by a local statement
 * with json(@name).
 */
#ifndef WEB_LIST_H
#define WEB_LIST_H

#include <cjson/cJSON.h>

#include "exchange.h"

/*
 * Establishes @<name>: the rows as a JSON array of objects, [] when there is none.  false: a fault,
 * or busy.
 */
bool establish_list(struct exchange *x, const char *name, const struct statement *rows);

/*
 * The other way: runs the statement once for each text of the JSON array in the value `list`
 * ("@scopes"), which is @<name> then.  No other @name ever changes.  false: a fault, or busy.
 */
bool establish_each(
    struct exchange *x, const char *name, const char *list, const struct statement *statement);

/* Establishes @<name>: the endpoints that the metadata names, as a JSON object {member: path}. */
bool establish_endpoints(struct exchange *x, const char *name);

/* ---- for the rooms of the library ---- */

/* Adds a row, as an object.  false: no memory is left. */
bool list_add(cJSON *list, const struct store_row *row);

/* Establishes @<name>; the list is given away. */
bool list_establish(struct exchange *x, const char *name, cJSON *list);

#endif
