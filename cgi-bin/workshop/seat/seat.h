/*
 * seat: whose database is this, and may its visitor see it?
 */
#ifndef WORKSHOP_SEAT_H
#define WORKSHOP_SEAT_H

#include "web/web.h"

/* These pages are for everybody, as in a workshop.  false: it is refused. */
bool record_is_public(struct exchange *x);

#endif
