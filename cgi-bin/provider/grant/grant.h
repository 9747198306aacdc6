/*
 * grant: /token, and one file for each grant.
 */
#ifndef PROVIDER_GRANT_H
#define PROVIDER_GRANT_H

#include "web/serve.h"

extern const struct route grant_routes[];

void token_post(struct exchange *x);

/* ---- the grants: RFC 6749 section 5.1 ---- */
void grant_authorization_code(struct exchange *x);
void grant_refresh_token(struct exchange *x);
void grant_client_credentials(struct exchange *x);

/*
 * refresh_begin: a family's first @refresh_token; NULL when the client may have none.
 * refresh_forgotten: @presented_token, of which there is no row, was ours, of @forgotten_grant_id.
 */
bool refresh_begin(struct exchange *x);
bool refresh_forgotten(struct exchange *x);

#endif
