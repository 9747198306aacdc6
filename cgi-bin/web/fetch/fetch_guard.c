/*
 * fetch_guard: the special-purpose addresses of RFC 6890 and its registries, as a table.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

#include "fetch_guard.h"

/* clang-format off */
static const struct {
	uint32_t network;
	unsigned prefix;
} special[] = { /* IPv4: never a stranger's business */
	{ 0x00000000,  8 }, /* 0.0.0.0/8        this host, RFC 791 */
	{ 0x0a000000,  8 }, /* 10.0.0.0/8       private, RFC 1918 */
	{ 0x64400000, 10 }, /* 100.64.0.0/10    shared by carriers, RFC 6598 */
	{ 0x7f000000,  8 }, /* 127.0.0.0/8      loopback, RFC 1122 */
	{ 0xa9fe0000, 16 }, /* 169.254.0.0/16   link-local, RFC 3927: clouds answer there */
	{ 0xac100000, 12 }, /* 172.16.0.0/12    private, RFC 1918 */
	{ 0xc0000000, 24 }, /* 192.0.0.0/24     protocol assignments, RFC 6890 */
	{ 0xc0000200, 24 }, /* 192.0.2.0/24     documentation, RFC 5737 */
	{ 0xc0586300, 24 }, /* 192.88.99.0/24   6to4 relays, RFC 7526 */
	{ 0xc0a80000, 16 }, /* 192.168.0.0/16   private, RFC 1918 */
	{ 0xc6120000, 15 }, /* 198.18.0.0/15    benchmarks, RFC 2544 */
	{ 0xc6336400, 24 }, /* 198.51.100.0/24  documentation, RFC 5737 */
	{ 0xcb007100, 24 }, /* 203.0.113.0/24   documentation, RFC 5737 */
	{ 0xe0000000,  4 }, /* 224.0.0.0/4      multicast, RFC 5771 */
	{ 0xf0000000,  4 }, /* 240.0.0.0/4      reserved and broadcast, RFC 1112 */
};
/* clang-format on */

static bool
public_ipv4(uint32_t address)
{
	for (size_t i = 0; i < sizeof special / sizeof special[0]; i++)
		if ((address ^ special[i].network) >> (32 - special[i].prefix) == 0)
			return false;
	return true;
}

/*
 * Only global unicast, 2000::/3 (RFC 4291 section 2.4), and of that nothing which carries an IPv4
 * address inside or stands in books.  Mapped addresses, ::1, fc00::/7 and fe80::/10 lie outside
 * 2000::/3.
 */
static bool
public_ipv6(const uint8_t octet[16])
{
	static const uint8_t assignments[] = {0x20, 0x01, 0x00};         /* RFC 2928: 2001::/23 */
	static const uint8_t documentation[] = {0x20, 0x01, 0x0d, 0xb8}; /* RFC 3849 */
	static const uint8_t examples[] = {0x3f, 0xff};                  /* RFC 9637: 3fff::/20 */
	static const uint8_t sixtofour[] = {0x20, 0x02};                 /* RFC 3056 */

	if ((octet[0] & 0xe0) != 0x20)
		return false;
	if (memcmp(octet, assignments, sizeof assignments) == 0 && octet[3] < 2)
		return false;
	return memcmp(octet, documentation, sizeof documentation) != 0 &&
	       memcmp(octet, examples, sizeof examples) != 0 &&
	       memcmp(octet, sixtofour, sizeof sixtofour) != 0;
}

bool
fetch_guard_public(const struct sockaddr *address)
{
	struct sockaddr_in ipv4;
	struct sockaddr_in6 ipv6;

	switch (address->sa_family) {
	case AF_INET:
		memcpy(&ipv4, address, sizeof ipv4);
		return public_ipv4(ntohl(ipv4.sin_addr.s_addr));
	case AF_INET6:
		memcpy(&ipv6, address, sizeof ipv6);
		return public_ipv6(ipv6.sin6_addr.s6_addr);
	default:
		return false;
	}
}
