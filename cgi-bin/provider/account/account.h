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
void deletion_get(struct exchange *x);
void deletion_post(struct exchange *x);
void link_get(struct exchange *x);
void link_post(struct exchange *x);

/* The page again, with what was wrong. */
refusal refuse_account;
refusal refuse_password;
refusal refuse_deletion;
refusal refuse_link;

/*
 * password: the one there is, and a new one.
 * password_proved: :password is that of @subject, @old_password_hash; else it is refused, for that
 * reason.
 * password_acceptable: :new_password may be the one of @username; else it is refused.
 * password_hashed: @password_hash of it; slow, and no transaction is open.
 */
bool password_proved(struct exchange *x, const char *wrong);
bool password_acceptable(struct exchange *x);
bool password_hashed(struct exchange *x);

#endif
