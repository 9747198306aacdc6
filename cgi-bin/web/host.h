/*
 * host: RFC 9110 section 7.2.
 */
#ifndef WEB_HOST_H
#define WEB_HOST_H

#include "exchange.h"

/* Whether the server was asked by a name of its own; false: it has answered. */
bool host_is_ours(struct exchange *x);

#endif
