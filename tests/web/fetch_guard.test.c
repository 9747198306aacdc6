/*
 * The addresses that a stranger may make us connect to, and those that it may not.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>

#include "web/fetch/fetch_guard.h"

/* clang-format off */
static const struct {
	const char *address;
	bool public;
	const char *title;
} cases[] = {
	{ "93.184.216.34",       true,  "a public address" },
	{ "1.1.1.1",             true,  "a public address" },
	{ "172.15.255.255",      true,  "RFC 1918: just before 172.16.0.0/12" },
	{ "172.32.0.0",          true,  "RFC 1918: just behind 172.16.0.0/12" },
	{ "100.128.0.0",         true,  "RFC 6598: just behind 100.64.0.0/10" },
	{ "223.255.255.255",     true,  "RFC 5771: just before multicast" },
	{ "0.0.0.0",             false, "RFC 791: this host" },
	{ "10.1.2.3",            false, "RFC 1918: private" },
	{ "100.64.0.1",          false, "RFC 6598: shared by carriers" },
	{ "127.0.0.1",           false, "RFC 1122: loopback" },
	{ "127.255.255.254",     false, "RFC 1122: all of loopback" },
	{ "169.254.169.254",     false, "RFC 3927: link-local, where clouds keep secrets" },
	{ "172.16.0.1",          false, "RFC 1918: private" },
	{ "172.31.255.255",      false, "RFC 1918: private, the last one" },
	{ "192.168.1.1",         false, "RFC 1918: private" },
	{ "198.19.255.255",      false, "RFC 2544: benchmarks" },
	{ "203.0.113.7",         false, "RFC 5737: documentation" },
	{ "224.0.0.1",           false, "RFC 5771: multicast" },
	{ "255.255.255.255",     false, "RFC 919: broadcast" },
	{ "2606:4700:4700::1111", true, "RFC 4291: global unicast" },
	{ "2a00:1450:4001::1",   true,  "RFC 4291: global unicast" },
	{ "::",                  false, "RFC 4291: unspecified" },
	{ "::1",                 false, "RFC 4291: loopback" },
	{ "::ffff:127.0.0.1",    false, "RFC 4291: a mapped loopback address" },
	{ "::ffff:93.184.216.34", false, "RFC 4291: mapped addresses are no destination" },
	{ "64:ff9b::7f00:1",     false, "RFC 6052: a translated loopback address" },
	{ "fe80::1",             false, "RFC 4291: link-local" },
	{ "fc00::1",             false, "RFC 4193: unique local" },
	{ "fd12:3456::1",        false, "RFC 4193: unique local" },
	{ "ff02::1",             false, "RFC 4291: multicast" },
	{ "2001:db8::1",         false, "RFC 3849: documentation" },
	{ "2001::1",             false, "RFC 4380: Teredo carries an IPv4 address" },
	{ "2002:7f00:1::",       false, "RFC 3056: 6to4 carries an IPv4 address" },
};
/* clang-format on */

static bool
is_public(const char *text)
{
	struct sockaddr_in ipv4 = {.sin_family = AF_INET};
	struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6};

	if (inet_pton(AF_INET, text, &ipv4.sin_addr) == 1)
		return fetch_guard_public((const struct sockaddr *)&ipv4);
	inet_pton(AF_INET6, text, &ipv6.sin6_addr);
	return fetch_guard_public((const struct sockaddr *)&ipv6);
}

int
main(void)
{
	const struct sockaddr_un local = {.sun_family = AF_UNIX};
	const size_t ncases = sizeof cases / sizeof cases[0];

	for (size_t i = 0; i < ncases; i++)
		printf("%s %zu - %s: %s is %s\n",
		    is_public(cases[i].address) == cases[i].public ? "ok" : "not ok", i + 1,
		    cases[i].title, cases[i].address, cases[i].public ? "let through" : "refused");
	printf("%s %zu - a socket that is no internet address is refused\n",
	    fetch_guard_public((const struct sockaddr *)&local) ? "not ok" : "ok", ncases + 1);
	printf("1..%zu\n", ncases + 1);
	return 0;
}
