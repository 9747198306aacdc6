/*
 * busy: what is said when the database could not be had in time.
 */
#ifndef WEB_BUSY_H
#define WEB_BUSY_H

#include "exchange.h"

/* Answers 503, instead of whatever was decided or answered before. */
void busy_answer(struct exchange *x);

#endif
