/*
 * party: who asks: the client, and the addresses that it is registered with.
 *
 *   @client_id, @client_name       the client, authenticated and active
 *   @presented_method              how it authenticated
 *   @token_endpoint_auth_method    how it is registered to
 *   @grant_allowed                 it is registered for :grant_type
 *   @client_resource               the API that it is, or NULL
 *   @default_scope                 its scope where it asks for none
 *   @sector_identifier             for whom its users' names are made, or NULL
 *   @id_token_signed_response_alg  what its ID tokens are signed with
 *   @is_opaque                     its access tokens say nothing
 *   @dpop_bound_access_tokens      its access tokens are bound to a key, each of them
 */
#ifndef PROVIDER_PARTY_H
#define PROVIDER_PARTY_H

#include "web/web.h"

/*
 * client: who asks at the back channel, RFC 6749 section 2.3.
 * client_parameters: what its endpoint reads for that.
 * client_authenticated: by its registered method, `none` included.
 * client_confidential: by a method with a secret or a key.
 * client_proven: as client_authenticated, but its assertion can still be used.  The endpoint spends
 * it with what it decides.
 */
extern const struct parameter client_parameters[];
bool client_authenticated(struct exchange *x);
bool client_confidential(struct exchange *x);
bool client_proven(struct exchange *x);

/*
 * assertion: the proof of a client that signs, RFC 7523 section 3.
 * assertion_proves: it does, and was not used.
 * assertion_spend: nobody uses it again; true as well where there is none.
 * assertion_return: it can be used again, for what it was spent on was refused.
 */
bool assertion_proves(struct exchange *x);
bool assertion_spend(struct exchange *x);
void assertion_return(struct exchange *x);

/*
 * key_set: @client_jwks, the public keys of @client_id; asked for again when one of @wanted_kids,
 * which `wanted` gives, is not among them.  It may wait for the network: no transaction is open.
 */
bool key_set_known(struct exchange *x, const struct statement *wanted);

/*
 * patience: for the servers that strangers name.
 * patience_left: one of them may be asked in behalf of this caller's network; else, nothing was
 * answered.
 * patience_admits: the same, or a refusal.
 * patience_begins: this worker may wait, for one of them or for who asks it; else a refusal.
 * patience_ends: it waits no more.
 * patience_fetch: fetch(), in between; it commits before.  false: it was refused, or faulted.
 */
bool patience_left(struct exchange *x);
bool patience_admits(struct exchange *x);
bool patience_begins(struct exchange *x);
void patience_ends(struct exchange *x);
bool patience_fetch(struct exchange *x, const char *name, const struct statement *request);

/*
 * subject: by @provider_key.
 * subject_named: @sub, what @subject is called at the client whose @sector_identifier is there
 * (NULL: public, and it is @subject).  OIDC Core section 8.
 * subject_session: @sid, what @session_id is called at @client_id; NULL where one of them is.
 * Wherever a sub or a sid goes out, it is this one; one that comes back is held against this one.
 */
bool subject_named(struct exchange *x);
bool subject_session(struct exchange *x);

/*
 * metadata: what a client says of itself in @metadata, by way of @metadata_origin (`registration`,
 * or `document` of @metadata_host).
 * metadata_judged: all that counts of it, as @new_…; a flaw is refused.
 * metadata_store: it is the client @new_client_id, with @new_secret_hash and @new_logo_uri.
 */
bool metadata_judged(struct exchange *x);
bool metadata_store(struct exchange *x);

/*
 * address: those that @metadata_members and its lists name; @new_sector_identifier, the host that
 * pairwise subjects are made for, and @new_client_name.  A flaw is refused.
 */
bool addresses_judged(struct exchange *x);

/*
 * sector: whether what @new_sector_identifier_uri gives is a list with all @new_redirect_uris, OIDC
 * Core section 8.1.  It is asked for, outside of any transaction; a flaw is refused.
 */
bool sector_confirmed(struct exchange *x);

/*
 * logo: the picture at @sent_logo_uri.
 * logo_fetched: @logo_type, and @new_logo_uri; NULL where there is none that can be shown.
 * logo_store: that of @new_client_id.  logo_get: the one of :client_id, for our pages.
 */
bool logo_fetched(struct exchange *x);
bool logo_store(struct exchange *x);
void logo_get(struct exchange *x);

/*
 * document: a client_id that is an https address names a document, and from it the client is known
 * afterwards.  Any other costs nothing.  No transaction may be open.  false: it was refused.
 */
bool document_known(struct exchange *x, const char *client_id);

/*
 * loopback: @uri_portless, as what @uri, an address at the user's own machine, is registered.  RFC
 * 8252 section 7.3.
 */
bool loopback_portless(struct exchange *x);

#endif
