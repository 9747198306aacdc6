/*
 * protocol: what web is told of OAuth.
 */
#ifndef OAUTH_PROTOCOL_H
#define OAUTH_PROTOCOL_H

#include "web/route.h"

extern const struct protocol oauth_protocol;

#endif
