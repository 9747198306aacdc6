/*
 * cleaning: what is over is forgotten.
 */
#ifndef PROVIDER_CLEANING_H
#define PROVIDER_CLEANING_H

#include "web/web.h"

/* What nobody asks for: a few rows of each table go. */
void cleaning_step(struct exchange *x);

#endif
