/*
 * seat: whose database is this, and may its visitor see it?
 */
#ifndef WORKSHOP_SEAT_H
#define WORKSHOP_SEAT_H

#include "web/web.h"

/*
 * Where are we, and who asks?  @here is 'room', 'seat' or 'alone' (view room_here), @seat_here the
 * seat, @room_url the room's address; @is_instructor.  false: a fault.
 */
bool visitor_known(struct exchange *x);

/* May this visitor see the record?  false: it is refused. */
bool record_is_public(struct exchange *x);

/* Only who came with the instructor's link may do this.  false: it is refused. */
bool visitor_is_instructor(struct exchange *x);

/* How these pages say no: whose seat this is, and how to come in. */
void refuse_visitor(struct exchange *x);

/*
 * Forms, in the same words as the client's.
 * csrf_offered: @csrf, for the page that has the form.
 * csrf_right: whether :csrf is that of this browser.  false: it is refused.
 */
bool csrf_offered(struct exchange *x);
bool csrf_right(struct exchange *x);

#endif
