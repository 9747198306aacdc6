/*
 * cross_origin: which pages of other origins may read an answer: CORS, Fetch standard section 3.3.
 */
#ifndef WEB_CROSS_ORIGIN_H
#define WEB_CROSS_ORIGIN_H

#include "exchange.h"

/*
 * Tells the browser who may read what is answered, as the route says, and answers its preflight,
 * OPTIONS, with the methods of the path.  false: that was all.
 */
bool cross_origin_goes_on(struct exchange *x);

#endif
