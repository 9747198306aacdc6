/*
 * api: what its rooms offer each other.
 */
#ifndef API_API_H
#define API_API_H

#include "web/web.h"

/* note: the notebook, one per (iss, sub) */
void notes_get(struct exchange *x);
void notes_post(struct exchange *x);
void notes_delete(struct exchange *x);
void note_delete(struct exchange *x);

/* resource: which one this is, and how it says no */
bool resource_here(struct exchange *x); /* @resource, @resource_metadata, @jwks_cache */
void resource_answer(struct exchange *x, int status, const struct statement *body);
refusal challenge; /* RFC 6750 section 3 */
void metadata_get(struct exchange *x);

/* whoami: what a token says, as the API sees it */
void whoami_get(struct exchange *x);

/*
 * token: is there an access token that allows it?  `needs` gives @scope_needed (NULL: any scope)
 * and
 * @max_age (NULL: any login).  true: @claims, @iss, @sub, … are verified.  false: it is refused.
 */
bool token_allows(struct exchange *x, const struct statement *needs);

/* issuer: the keys of a trusted issuer, by HTTP */
bool issuer_keys(
    struct exchange *x); /* @jwks for @trusted_issuer and @token_kid; false: it is refused */
void issuer_hand_in(
    struct exchange *x); /* a refresh token that came here goes back to where it belongs */

#endif
