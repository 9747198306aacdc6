/*
 * join: who comes with a link that holds a secret has a cookie from then on, and an address without
 * it.  The secret has 192 bits or more: nobody guesses it.
 */
#include "workshop/room/room.h"
#include "workshop/seat/seat.h"
#include "join.sql.h"

enum { COOKIE_SECONDS = 7 * 86400 };

void
join_get(struct exchange *x)
{
	if (!visitor_known(x) || !establish(x, &sql_join_secrets))
		return;
	if (establish(x, &sql_join_seat)) {
		cookie_keep(x, ":seat", COOKIE_SECONDS);
		answer_redirect(x, &sql_join_home);
	} else if (establish(x, &sql_join_instructor)) {
		cookie_keep_member(x, "instructor", "@board", ":instructor", COOKIE_SECONDS);
		answer_redirect(x, &sql_join_board);
	} else {
		refuse(x, "join_unknown");
	}
}
