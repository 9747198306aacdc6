/*
 * proxy: who asks, where a proxy stands before the web server.  The header is anybody's word, and
 * is believed as far as proxies of ours wrote it.  RFC 7239 section 8.1.
 */
#ifndef WEB_PROXY_H
#define WEB_PROXY_H

#include <stdbool.h>

#include "address.h"

struct exchange;

/*
 * The address of who asks.  `remote` is whose connection it is; if that is one of the `trusted`
 * networks, the rightmost address of `forwarded` that is none of them; NULL: there is none.
 * What is no address ends the search, at the last one that is.  `trusted` is a list with blanks
 * between, `forwarded` one with commas.  false: it is not known.
 */
bool proxy_caller(
    const char *remote, const char *forwarded, const char *trusted, char caller[ADDRESS_SIZE]);

/*
 * $remote_address, and $remote_network, its network: whoever has one address of an IPv6 network has
 * 2^64 of them (RFC 4291 section 2.5.4).  false: no memory is left.
 */
bool proxy_names(struct exchange *x);

#endif
