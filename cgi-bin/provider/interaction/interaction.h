/*
 * interaction: the pages where a user decides: sign-in and consent.  What is asked stands in the
 * stored request: the @names of authorization/.
 */
#ifndef PROVIDER_INTERACTION_H
#define PROVIDER_INTERACTION_H

#include "web/web.h"

extern const struct route interaction_routes[];

void login_get(struct exchange *x);
void login_post(struct exchange *x);
void consent_get(struct exchange *x);
void consent_post(struct exchange *x);
void closed_get(struct exchange *x);
void closed_post(struct exchange *x);

/* The sign-in page again. */
refusal refuse_login;

#endif
