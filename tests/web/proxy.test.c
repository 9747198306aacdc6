/*
 * Who asks, behind a proxy: RFC 7239 section 8.1, RFC 9700 section 4.13.
 */
#include <string.h>

#include "tap.h"
#include "web/proxy.h"

static const struct {
	const char *title, *remote, *forwarded, *trusted, *want; /* NULL: nobody knows */
} cases[] = {
    /* clang-format off */
	{ "without proxies, whoever is connected", "192.0.2.1", NULL, NULL, "192.0.2.1" },
	{ "the header is anybody's word", "192.0.2.1", "198.51.100.9", NULL, "192.0.2.1" },
	{ "and stays so where the proxy is another", "192.0.2.1", "198.51.100.9", "127.0.0.1", "192.0.2.1" },
	{ "a proxy of ours says who asks", "127.0.0.1", "198.51.100.9", "127.0.0.1", "198.51.100.9" },
	{ "what the caller wrote before counts for nothing", "127.0.0.1", "203.0.113.1, 198.51.100.9", "127.0.0.1", "198.51.100.9" },
	{ "of two proxies the first one says it", "10.0.0.2", "203.0.113.1, 198.51.100.9,10.0.0.1", "127.0.0.1 10.0.0.0/8", "198.51.100.9" },
	{ "all are ours: the first in the row", "10.0.0.2", "10.0.0.3, 10.0.0.1", "10.0.0.0/8", "10.0.0.3" },
	{ "a proxy that says nothing", "127.0.0.1", NULL, "127.0.0.1", "127.0.0.1" },
	{ "nor does an empty header", "127.0.0.1", " ", "127.0.0.1", "127.0.0.1" },
	{ "what is no address ends the search", "127.0.0.1", "198.51.100.9, unknown", "127.0.0.1", "127.0.0.1" },
	{ "nor is one with a port", "127.0.0.1", "198.51.100.9:4711", "127.0.0.1", "127.0.0.1" },
	{ "nor one that is too long", "127.0.0.1", "11111111111111111111111111111111111111111111111111111111111111111111", "127.0.0.1", "127.0.0.1" },
	{ "an empty element", "127.0.0.1", "198.51.100.9,", "127.0.0.1", "127.0.0.1" },
	{ "IPv6", "::1", "2001:db8::7", "::1", "2001:db8::7" },
	{ "a network of IPv6", "2001:db8:1::5", "2001:DB8:2::0007", "2001:db8:1::/48", "2001:db8:2::7" },
	{ "its neighbour is none of ours", "2001:db8:2::5", "2001:db8:3::7", "2001:db8:1::/48", "2001:db8:2::5" },
	{ "an IPv4 address in an IPv6 one", "::ffff:127.0.0.1", "198.51.100.9", "127.0.0.1", "198.51.100.9" },
	{ "a network that is none trusts nobody", "127.0.0.1", "198.51.100.9", "127.0.0.1/999 nonsense /8", "127.0.0.1" },
	{ "nor does one whose bits are missing", "127.0.0.1", "198.51.100.9", "127.0.0.0/ 127.0.0.1/a 127.0.0.1/8a 127.0.0.1/-1", "127.0.0.1" },
	{ "all the world is a network too", "192.0.2.1", "198.51.100.9, 203.0.113.1", "192.0.2.1/32 0.0.0.0/0", "198.51.100.9" },
	{ "an IPv4 network holds no IPv6 address", "::1", "198.51.100.9", "0.0.0.0/0", "::1" },
	{ "who is connected is not known", "", "198.51.100.9", "127.0.0.1", NULL },
    /* clang-format on */
};

int
main(void)
{
	char caller[ADDRESS_SIZE];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool known =
		    proxy_caller(cases[i].remote, cases[i].forwarded, cases[i].trusted, caller);

		ok(cases[i].title, known == (cases[i].want != NULL) &&
				       (!known || strcmp(caller, cases[i].want) == 0));
	}
	return tap_end();
}
