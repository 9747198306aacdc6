/*
 * registration: clients that register themselves, RFC 7591, and read and change what they said, RFC
 * 7592.  What is known of the metadata is party's to judge.
 */
#ifndef PROVIDER_REGISTRATION_H
#define PROVIDER_REGISTRATION_H

#include "web/web.h"

extern const struct route registration_routes[];

/* ---- endpoints ---- */
void register_post(struct exchange *x);
void configuration_get(struct exchange *x);
void configuration_put(struct exchange *x);
void configuration_delete(struct exchange *x);

/* With a challenge, RFC 6750 section 3. */
refusal refuse_registration;

/* register: whether so many may come; else a refusal. */
bool registration_admitted(struct exchange *x);

/* told: the answer, which says what is registered of @new_client_id. */
void told(struct exchange *x, int status);

#endif
