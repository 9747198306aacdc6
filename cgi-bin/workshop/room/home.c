/*
 * home: a seat's first page: which it is, where its programs are, and how far its labs are.
 */
#include "workshop/room/room.h"
#include "workshop/seat/seat.h"
#include "home.sql.h"

void
home_get(struct exchange *x)
{
	if (!record_is_public(x) || !csrf_offered(x))
		return;
	if (establish(x, &sql_home_seat) && qr_codes(x))
		answer_page(x, 200, "workshop/seat.html", &sql_home_page);
	else
		refuse(x, "room_missing");
}
