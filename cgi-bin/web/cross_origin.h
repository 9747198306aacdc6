/*
 * cross_origin: which pages of other origins may read an answer: CORS, Fetch standard section 3.3.
 */
#ifndef WEB_CROSS_ORIGIN_H
#define WEB_CROSS_ORIGIN_H

#include "exchange.h"

/*
 * An endpoint that pages of other origins may use.  An endpoint without a row is closed to them.
 * The statement `allowed` gives the column allowed_origin, for $origin; no row: not this one.
 */
struct cross_origin {
	const char *path; /* as in the route */
	const struct statement *allowed;
	bool to_all; /* whether an Origin was sent or not */
};

/*
 * Tells the browser who may read what is answered, and answers its preflight, OPTIONS, with the
 * methods of the path.  false: that was all.
 */
bool cross_origin_goes_on(struct exchange *x);

#endif
