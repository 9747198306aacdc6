/*
 * admin: the pages of an administrator.  What they show is a view for each (a desk), what they do
 * is a view for each (a deed): schema/derived/admin/desk.sql lists both.
 */
#ifndef PROVIDER_ADMIN_H
#define PROVIDER_ADMIN_H

#include "web/web.h"

extern const struct route admin_routes[];

/*
 * administrator_present: who is there is an administrator, who signed in not long ago.
 * administrator_posted: the same, for a form of ours, and until what it does is done.
 * Who has to sign in comes back to @page, which shows @desk, and :id where @desk_about is 1.
 * false: it has answered.
 */
bool administrator_present(struct exchange *x);
bool administrator_posted(struct exchange *x);

/* desk: GET /admin and what is below it. */
void desk_start_get(struct exchange *x);
void desk_get(struct exchange *x);

/* deed: POST to what is below /admin. */
void deed_post(struct exchange *x);
refusal refuse_deed;

#endif
