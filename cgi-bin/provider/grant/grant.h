/*
 * grant: /token, and one file for each grant.
 */
#ifndef PROVIDER_GRANT_H
#define PROVIDER_GRANT_H

#include "web/web.h"

extern const struct route grant_routes[];

void token_post(struct exchange *x);

/* ---- the grants: RFC 6749 section 5.1 ---- */
void grant_authorization_code(struct exchange *x);
void grant_refresh_token(struct exchange *x);
void grant_client_credentials(struct exchange *x);

#endif
