/*
 * seat: whose database is this, and may its visitor see it?
 */
#ifndef WORKSHOP_SEAT_H
#define WORKSHOP_SEAT_H

#include "web/web.h"

/* These pages are for everybody, as in a workshop.  false: it is refused. */
bool record_is_public(struct exchange *x);

/*
 * Forms, in the same words as the client's.
 * csrf_offered: @csrf, for the page that has the form.
 * csrf_right: whether :csrf is that of this browser.  false: it is refused.
 */
bool csrf_offered(struct exchange *x);
bool csrf_right(struct exchange *x);

#endif
