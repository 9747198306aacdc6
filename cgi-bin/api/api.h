/*
 * api: what its rooms offer each other.
 */
#ifndef API_API_H
#define API_API_H

#include "oauth/backoff.h"
#include "web/web.h"

/* agenda: the notes here, and the day of the API that has the calendar */
void agenda_get(struct exchange *x);

/* calendar: what day it is */
void today_get(struct exchange *x);

/*
 * introspection: whether the issuer still stands by the token; asked in an API that does not
 * validate locally.  false: it is refused.
 * introspection_speaks: of a token that says nothing, @claims are what its issuer says of it.
 */
bool introspection_passed(struct exchange *x);
bool introspection_speaks(struct exchange *x);

/* note: the notebook, one per (iss, sub) */
void notes_get(struct exchange *x);
void notes_post(struct exchange *x);
void notes_delete(struct exchange *x);
void note_delete(struct exchange *x);

/*
 * resource: which one this is, and how it says no.
 * resource_here: @resource, @resource_metadata, …, where it has something for @scope_needed.
 */
bool resource_here(struct exchange *x);
void resource_answer(struct exchange *x, int status, const struct statement *body);
refusal challenge; /* RFC 6750 section 3 */
void metadata_get(struct exchange *x);

/* whoami: what a token says, as the API sees it */
void whoami_get(struct exchange *x);

/*
 * token: is there an access token that allows it?  `needs` gives @scope_needed (NULL: any scope)
 * and @max_age (NULL: any login).  @claims, @iss, @sub, … are verified then.  false: it is refused.
 */
bool token_allows(struct exchange *x, const struct statement *needs);

/*
 * issuer: what @authorization_server publishes.
 * issuer_known: @jwks_uri, @token_endpoint, @revocation_endpoint and @introspection_endpoint.
 * false: they cannot be had, and nothing is answered.
 * issuer_keys: @jwks, with the key @token_kid if there is one.  false: it is refused.
 */
bool issuer_known(struct exchange *x);
bool issuer_keys(struct exchange *x);
extern const struct backoff issuer_backoff;

/*
 * proof: whoever shows a token that is bound to a key has that key, RFC 9449.
 * proof_sufficient: @cnf says that there is none, or the request proves it.  false: it is refused.
 * proof_spend: no other request proves it by the same words.  false: one did, and it is refused.
 */
bool proof_sufficient(struct exchange *x);
bool proof_spend(struct exchange *x);

/* refresh_token: @bearer, which should not be here, goes back to its issuer. */
void refresh_token_hand_in(struct exchange *x);

#endif
