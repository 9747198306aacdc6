/*
 * flow: what happened, as the flow record has it.
 */
#ifndef WORKSHOP_FLOW_H
#define WORKSHOP_FLOW_H

#include "web/exchange.h"

void flow_list_get(struct exchange *x); /* all flows, the newest first, a page at a time */
void flow_get(struct exchange *x);      /* one of them, by any of its traces */

#endif
