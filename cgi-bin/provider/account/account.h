/*
 * account: the user's own pages.
 */
#ifndef PROVIDER_ACCOUNT_H
#define PROVIDER_ACCOUNT_H

#include "web/web.h"

extern const struct route account_routes[];

/* ---- endpoints ---- */
void account_get(struct exchange *x);
void account_post(struct exchange *x);
void password_get(struct exchange *x);
void password_post(struct exchange *x);
void link_get(struct exchange *x);
void link_post(struct exchange *x);

/* The page again, with what was wrong. */
refusal refuse_account;
refusal refuse_password;
refusal refuse_link;

/*
 * password: a new one.
 * password_acceptable: :new_password may be the one of @username; else it is refused.
 * password_hashed: @password_hash of it; slow, and no transaction is open.
 */
bool password_acceptable(struct exchange *x);
bool password_hashed(struct exchange *x);

#endif
