/*
 * reference: what there is to look up, and whether the system is set up as it should be.
 */
#ifndef WORKSHOP_REFERENCE_H
#define WORKSHOP_REFERENCE_H

#include "web/web.h"

extern const struct route reference_routes[];

void language_get(struct exchange *x);
void language_post(struct exchange *x);
void look_up_start_get(struct exchange *x);
void look_up_get(struct exchange *x);
void selftest_get(struct exchange *x);
void selftest_authorization_get(struct exchange *x);

#endif
