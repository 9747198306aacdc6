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

void home_get(struct exchange *x);
void download_get(struct exchange *x);

/*
 * QR codes (ISO 18004) of the texts in @qr_texts, a JSON array: @qr_codes is one of objects, with
 * the `path` of an SVG picture, and its `size` in modules, quiet zone and all.
 */
bool qr_codes(struct exchange *x);

#endif
