/*
 * The network of an address: RFC 4291 section 2.3.
 */
#include <string.h>

#include "tap.h"
#include "web/address.h"

static const struct {
	const char *title, *text;
	unsigned ipv4_bits, ipv6_bits;
	const char *want; /* NULL: it is no address */
} cases[] = {
    /* clang-format off */
	{ "an IPv4 address to 24 bits",                   "192.0.2.77",           24, 48,  "192.0.2.0/24" },
	{ "an IPv4 address to a part of a byte",          "192.0.2.77",           26, 48,  "192.0.2.64/26" },
	{ "a whole IPv4 address",                         "192.0.2.77",           32, 128, "192.0.2.77" },
	{ "an IPv6 address to 48 bits",                   "2001:db8:1:2::3",      24, 48,  "2001:db8:1::/48" },
	{ "an IPv6 address to 64 bits",                   "2001:db8:1:2:ff::3",   32, 64,  "2001:db8:1:2::/64" },
	{ "a whole IPv6 address, in its shortest form",   "2001:DB8:0:0:0::0003", 32, 128, "2001:db8::3" },
	{ "an IPv4 address in an IPv6 one is an IPv4 one", "::ffff:192.0.2.77",   24, 48,  "192.0.2.0/24" },
	{ "nothing of it",                                "2001:db8::3",          0,  0,   "::/0" },
	{ "a name is no address",                         "localhost",            24, 48,  NULL },
	{ "nor is one with a port",                       "192.0.2.77:80",        24, 48,  NULL },
	{ "nor is nothing",                               "",                     24, 48,  NULL },
    /* clang-format on */
};

int
main(void)
{
	char network[ADDRESS_SIZE];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool is_address =
		    address_network(cases[i].text, cases[i].ipv4_bits, cases[i].ipv6_bits, network);

		ok(cases[i].title, is_address == (cases[i].want != NULL) &&
				       (!is_address || strcmp(network, cases[i].want) == 0));
	}
	return tap_end();
}
