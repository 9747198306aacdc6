/*
 * flow: what happened, as the flow record has it.
 */
#ifndef WORKSHOP_FLOW_H
#define WORKSHOP_FLOW_H

#include "web/web.h"

/* Whether these pages are for everybody, as in a workshop; false: refused. */
bool record_open(struct exchange *x);

void flow_list_get(struct exchange *x); /* all flows, the newest first, a page at a time */
void flow_get(struct exchange *x);      /* one of them, by any of its traces */

#endif
