/*
 * grant: /token, and one file for each grant.
 */
#ifndef PROVIDER_GRANT_H
#define PROVIDER_GRANT_H

#include "web/web.h"

extern const struct route grant_routes[];

void token_post(struct exchange *x);

/* ---- the grants: each with what it reads; RFC 6749 section 5.1 says what it gives ---- */
extern const struct parameter authorization_code_parameters[];
void grant_authorization_code(struct exchange *x);

extern const struct parameter client_credentials_parameters[];
void grant_client_credentials(struct exchange *x);

extern const struct parameter refresh_token_parameters[];
void grant_refresh_token(struct exchange *x);

extern const struct parameter device_code_parameters[];
void grant_device_code(struct exchange *x);

extern const struct parameter exchange_parameters[];
void grant_exchange(struct exchange *x);

#endif
