/*
 * board: who leads a room sees all seats on one page, and changes one of them or all.  Each seat is
 * asked in its own database, and what is changed there stands in its own record.
 */
#include "web/elsewhere.h"
#include "workshop/room/room.h"
#include "workshop/seat/seat.h"
#include "board.sql.h"

void
board_get(struct exchange *x)
{
	static const struct statement *const asked[] = {&sql_board_seat, NULL};

	if (visitor_is_instructor(x) && csrf_offered(x) &&
	    establish_elsewhere(x, "seats_found", &sql_board_seats, asked) &&
	    establish(x, &sql_board_shown) && qr_codes(x))
		answer_page(x, 200, "workshop/board.html", &sql_board_page);
}

void
cards_get(struct exchange *x)
{
	if (visitor_is_instructor(x) && establish(x, &sql_board_links) && qr_codes(x))
		answer_page(x, 200, "workshop/cards.html", &sql_board_cards_page);
}

void
board_post(struct exchange *x)
{
	static const struct statement *const clock[] = {
	    &sql_board_clock, &sql_board_clock_told, NULL};
	static const struct statement *const protection[] = {
	    &sql_board_protection, &sql_board_protection_told, NULL};

	if (!visitor_is_instructor(x) || !csrf_right(x))
		return;
	if (establish(x, &sql_board_ahead))
		establish_elsewhere(x, "seats_changed", &sql_board_chosen, clock);
	else if (establish(x, &sql_board_switch))
		establish_elsewhere(x, "seats_changed", &sql_board_chosen, protection);
	else if (establish(x, &sql_board_reset))
		reset_seats(x, &sql_board_chosen);
	else
		refuse(x, "board_unclear");
	answer_redirect(x, &sql_board_again);
}
