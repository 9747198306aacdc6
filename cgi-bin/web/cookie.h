/*
 * cookie: each program has its own at its own mount point: $cookie.  Beside it stand families of
 * cookies, each member with a name of its own: what goes on in two tabs does not depend on whose
 * answer came last.  A browser keeps eight of a family, the oldest goes.  RFC 6265.
 */
#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

#include "exchange.h"

/* This program's own becomes $cookie; false: no memory is left. */
bool cookie_read(struct exchange *x);

/* No browser keeps a cookie for longer: RFC 6265bis section 5.5. */
enum { COOKIE_LONGEST = 400 * 86400 };

/* `value` is the name (":request", "@request_id") of what the cookie holds. */
void cookie_keep(struct exchange *x, const char *value, long seconds);
void cookie_drop(struct exchange *x);

/*
 * `member` is the name of what tells a cookie from its siblings.
 * cookie_find: the member's value becomes $<family>_cookie; NULL when there is none.
 */
bool cookie_find(struct exchange *x, const char *family, const char *member);
void cookie_keep_member(
    struct exchange *x, const char *family, const char *member, const char *value, long seconds);

/*
 * One that scripts of our own pages may read, in a frame on another site too: what it holds is no
 * secret.  It is none of a family, and has the name of one.
 * cookie_open_name: @<family>_name, what it is called.
 * cookie_keep_open: `value` NULL: it is dropped.
 */
bool cookie_open_name(struct exchange *x, const char *family);
void cookie_keep_open(struct exchange *x, const char *family, const char *value, long seconds);

#endif
