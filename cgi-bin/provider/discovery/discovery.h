/*
 * discovery: what this server says of itself.
 */
#ifndef PROVIDER_DISCOVERY_H
#define PROVIDER_DISCOVERY_H

#include "web/web.h"

extern const struct route discovery_routes[];

void start_get(struct exchange *x);
void metadata_get(struct exchange *x);

#endif
