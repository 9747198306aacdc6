/*
 * elsewhere: the databases of other seats, for who leads the room.  They stay open as the
 * program's own do: opening one, and preparing what is asked of it, takes as long as asking it
 * thirty times.
 */
#ifndef WEB_ELSEWHERE_H
#define WEB_ELSEWHERE_H

#include "exchange.h"

/*
 * `seats` gives rows of one column, a seat ("07").  In the database of each the statements run, one
 * after the other (NULL at their end), with this exchange's values and in a transaction of their
 * own.  Establishes @<name>: the rows that they gave, as a JSON array of objects.  A seat that
 * cannot be asked gives none, and stays as it was (the log says why).  false: a fault, or busy.
 */
bool establish_elsewhere(struct exchange *x, const char *name, const struct statement *seats,
    const struct statement *const *statements);

#endif
