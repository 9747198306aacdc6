/*
 * device: a sign-in for a device without a keyboard, RFC 8628: where the device begins it, and the
 * page on which its user decides.  Its tokens it gets at /token (grant/device_code.c).
 */
#ifndef PROVIDER_DEVICE_H
#define PROVIDER_DEVICE_H

#include "web/web.h"

extern const struct route device_routes[];

void device_authorization_post(struct exchange *x);
void device_get(struct exchange *x);
void device_post(struct exchange *x);

/* The page for the code again, with what is wrong with it. */
refusal refuse_device;

#endif
