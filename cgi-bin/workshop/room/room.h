/*
 * room: many people, one address.  Who comes takes a seat, and each seat is a database of its own;
 * the instructor sees them all on a board.
 */
#ifndef WORKSHOP_ROOM_H
#define WORKSHOP_ROOM_H

#include "web/web.h"

extern const struct route room_routes[];

/* ---- for who comes in ---- */

void landing_get(struct exchange *x);
void take_post(struct exchange *x);
void join_get(struct exchange *x);

/* ---- at a seat ---- */

void reset_post(struct exchange *x);

void home_get(struct exchange *x);
void download_get(struct exchange *x);

/* ---- for who leads the room ---- */

void board_get(struct exchange *x);
void board_post(struct exchange *x);
void cards_get(struct exchange *x);

/* ---- what these have in common ---- */

/* Makes these seats, rows of one column, as they were at the beginning.  It may be refused. */
void reset_seats(struct exchange *x, const struct statement *chosen);

/*
 * QR codes (ISO 18004) of the texts in @qr_texts, a JSON array: @qr_codes is one of objects, with
 * the `path` of an SVG picture, and its `size` in modules, quiet zone and all.
 */
bool qr_codes(struct exchange *x);

#endif
