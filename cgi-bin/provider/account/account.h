/*
 * account: the user's own pages.
 */
#ifndef PROVIDER_ACCOUNT_H
#define PROVIDER_ACCOUNT_H

#include "web/web.h"

extern const struct route account_routes[];

void account_get(struct exchange *x);

#endif
