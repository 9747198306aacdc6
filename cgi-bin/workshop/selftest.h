/*
 * selftest: does everything stand where it should?
 */
#ifndef WORKSHOP_SELFTEST_H
#define WORKSHOP_SELFTEST_H

#include "web/web.h"

void selftest_get(struct exchange *x);
void selftest_authorization_get(struct exchange *x); /* did the header Authorization arrive? */

#endif
