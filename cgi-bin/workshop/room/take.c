/*
 * take: the next free seat.  The same browser gets its own again, and so does a double click.
 */
#include "workshop/room/room.h"
#include "workshop/seat/seat.h"
#include "take.sql.h"

void
take_post(struct exchange *x)
{
	if (!visitor_known(x) || !csrf_right(x))
		return;
	if (!establish(x, &sql_take_room)) {
		refuse(x, "room_missing");
		return;
	}
	if (!establish(x, &sql_take_next) && !establish(x, &sql_take_own))
		refuse(x, "room_full");
	else if (establish(x, &sql_take_token))
		answer_redirect(x, &sql_take_join);
}
