/*
 * logout: RP-Initiated Logout 1.0.
 */
#ifndef PROVIDER_LOGOUT_H
#define PROVIDER_LOGOUT_H

#include "web/serve.h"

extern const struct route logout_routes[];

void end_session(struct exchange *x);
void logout_get(struct exchange *x);
void logout_post(struct exchange *x);

#endif
