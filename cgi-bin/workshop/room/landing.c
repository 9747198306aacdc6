/*
 * landing: what a room sees first.  In the database of a seat, or in one that stands alone, the
 * same address has the list of flows.
 */
#include "workshop/flow/flow.h"
#include "workshop/room/room.h"
#include "workshop/seat/seat.h"
#include "landing.sql.h"

void
landing_get(struct exchange *x)
{
	if (!visitor_known(x))
		return;
	if (!establish(x, &sql_landing_room)) {
		flow_list_get(x);
		return;
	}
	if (csrf_offered(x) && qr_codes(x))
		answer_page(x, 200, "workshop/room.html", &sql_landing_page);
}
