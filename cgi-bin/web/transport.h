/*
 * transport: the $names.  What the web server says about a request (RFC 3875), under one word each.
 */
#ifndef WEB_TRANSPORT_H
#define WEB_TRANSPORT_H

#include <stdbool.h>

struct exchange;

/* false: no memory is left. */
bool transport_names(struct exchange *x);

#endif
