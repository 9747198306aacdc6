/*
 * party: who asks: the client, and the addresses that it is registered with.
 *
 *   @client_id, @client_name       the client, authenticated and active
 *   @presented_method              how it authenticated
 *   @token_endpoint_auth_method    how it is registered to
 *   @grant_allowed                 it is registered for :grant_type
 *   @client_resource               the API that it is, or NULL
 *   @default_scope                 its scope where it asks for none
 *   @id_token_signed_response_alg  what its ID tokens are signed with
 */
#ifndef PROVIDER_PARTY_H
#define PROVIDER_PARTY_H

#include "web/web.h"

/*
 * client: who asks at the back channel, RFC 6749 section 2.3.
 * client_parameters: what its endpoint reads for that.
 * client_authenticated: by its registered method, `none` included.
 * client_confidential: by a method with a secret.
 */
extern const struct parameter client_parameters[];
bool client_authenticated(struct exchange *x);
bool client_confidential(struct exchange *x);

/*
 * loopback: @uri_portless, as what @uri, an address at the user's own machine, is registered.  RFC
 * 8252 section 7.3.
 */
bool loopback_portless(struct exchange *x);

#endif
