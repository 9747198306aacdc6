/*
 * fetch_guard: which addresses a stranger may make us connect to.  What a request or a registration
 * names is fetched from the public internet only, never from the host or the network behind it
 * (server-side request forgery, RFC 9700 section 4.11 and its kin).  Asked for the address that is
 * about to be connected to, after DNS, so a name that resolves differently a second time gains
 * nothing.
 */
#ifndef WEB_FETCH_GUARD_H
#define WEB_FETCH_GUARD_H

#include <stdbool.h>
#include <sys/socket.h>

/* True for an address that everybody reaches: neither private, loopback, link-local nor reserved.
 */
bool fetch_guard_public(const struct sockaddr *address);

#endif
