/*
 * interaction: the pages where a person decides: sign-in and consent.
 */
#ifndef PROVIDER_INTERACTION_H
#define PROVIDER_INTERACTION_H

#include "web/serve.h"

extern const struct route interaction_routes[];

void login_get(struct exchange *x);
void login_post(struct exchange *x);
void consent_get(struct exchange *x);
void consent_post(struct exchange *x);

/* The sign-in page again. */
refusal refuse_login;

#endif
