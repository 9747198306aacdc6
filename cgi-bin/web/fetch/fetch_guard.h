/*
 * fetch_guard: which addresses a stranger may make us connect to.  What a request or a registration
 * names is fetched from the public internet only, never from this host or the network behind it:
 * server-side request forgery.  Asked for the address that is about to be connected to, after DNS,
 * so a name that resolves differently a second time gains nothing.
 */
#ifndef WEB_FETCH_GUARD_H
#define WEB_FETCH_GUARD_H

#include <stdbool.h>
#include <sys/socket.h>

/* An address that can be reached from anywhere: not private, loopback, link-local or reserved. */
bool fetch_guard_public(const struct sockaddr *address);

#endif
