/*
 * address: the network that an address belongs to.  RFC 4291 section 2.3: an address and how many
 * of its leading bits count.
 */
#ifndef WEB_ADDRESS_H
#define WEB_ADDRESS_H

#include <stdbool.h>

enum { ADDRESS_SIZE = 64 }; /* the longest address, a slash, its bits, and a NUL */

/*
 * `text` with all but its leading bits cleared: 192.0.2.7 and 24 give 192.0.2.0/24.  An IPv4
 * address that stands in an IPv6 one (RFC 4291 section 2.5.5.2) is an IPv4 one.  false: it is no
 * address.
 */
bool address_network(
    const char *text, unsigned ipv4_bits, unsigned ipv6_bits, char network[ADDRESS_SIZE]);

#endif
