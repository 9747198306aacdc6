/*
 * party: who asks: the client, and the addresses that it is registered with.
 */
#ifndef PROVIDER_PARTY_H
#define PROVIDER_PARTY_H

#include "web/exchange.h"
#include "web/parameters.h"

/*
 * client: who asks at the back channel (RFC 6749 section 2.3); confidential: by a secret.
 * client_parameters: what its endpoint reads for that.
 */
extern const struct parameter client_parameters[];
bool client_authenticated(struct exchange *x);
bool client_confidential(struct exchange *x);

/*
 * loopback: @uri_portless, as what an address @uri at the user's own machine is registered: RFC 8252
 * section 7.3.
 */
bool loopback_portless(struct exchange *x);

#endif
