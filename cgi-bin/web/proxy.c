/*
 * proxy: who asks, where a proxy stands before the web server.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange.h"
#include "exchange_room.h"
#include "proxy.h"
#include "request.h"

/* How many bits count: 24 in 192.0.2.0/24, all of one address.  -1: it is neither. */
static int
bits_of(const char *network, size_t size)
{
	const char *digits = network + size + 1;
	size_t ndigits;

	if (network[size] == '\0')
		return 128;
	ndigits = strspn(digits, "0123456789");
	if (ndigits < 1 || ndigits > 3 || digits[ndigits] != '\0' || atoi(digits) > 128)
		return -1;
	return atoi(digits);
}

static bool
is_within(const char *address, const char *network)
{
	char whose[ADDRESS_SIZE], wanted[ADDRESS_SIZE], bare[ADDRESS_SIZE];
	size_t size = strcspn(network, "/");
	int bits = bits_of(network, size);
	unsigned ipv4 = bits < 32 ? (unsigned)bits : 32, ipv6 = (unsigned)bits;

	if (size >= sizeof bare || bits < 0)
		return false;
	snprintf(bare, sizeof bare, "%.*s", (int)size, network);
	return address_network(address, ipv4, ipv6, whose) &&
	       address_network(bare, ipv4, ipv6, wanted) && strcmp(whose, wanted) == 0;
}

static bool
is_trusted(const char *address, const char *trusted)
{
	for (const char *at = trusted; *at != '\0'; at += strspn(at, " ")) {
		char network[ADDRESS_SIZE] = "";
		size_t size = strcspn(at, " ");

		if (size < sizeof network && is_within(address, strncat(network, at, size)))
			return true;
		at += size;
	}
	return false;
}

/* The last element before `end`, without the blanks around it; *end is where it begins. */
static bool
take_last(const char *list, size_t *end, char address[ADDRESS_SIZE])
{
	size_t to = *end, from;

	while (to > 0 && strchr(" \t", list[to - 1]) != NULL)
		to--;
	for (from = to; from > 0 && list[from - 1] != ',';)
		from--;
	*end = from > 0 ? from - 1 : 0;
	from += strspn(list + from, " \t");
	if (from >= to || to - from >= ADDRESS_SIZE)
		return false;
	memcpy(address, list + from, to - from);
	address[to - from] = '\0';
	return address_network(address, 32, 128, address);
}

bool
proxy_caller(
    const char *remote, const char *forwarded, const char *trusted, char caller[ADDRESS_SIZE])
{
	size_t end = forwarded != NULL ? strlen(forwarded) : 0;
	char next[ADDRESS_SIZE];

	if (!address_network(remote, 32, 128, caller))
		return false;
	while (trusted != NULL && end > 0 && is_trusted(caller, trusted) &&
	       take_last(forwarded, &end, next))
		memcpy(caller, next, sizeof next);
	return true;
}

/*
 * Whose address nobody knows (a web server that is asked by way of a unix socket) is counted with
 * all others of whom that is so.
 */
bool
proxy_names(struct exchange *x)
{
	char caller[ADDRESS_SIZE], network[ADDRESS_SIZE];
	bool known = proxy_caller(request_variable(x->request, "REMOTE_ADDR"),
			 request_is_repeated(x->request, "HTTP_X_FORWARDED_FOR")
			     ? NULL
			     : request_variable(x->request, "HTTP_X_FORWARDED_FOR"),
			 text_of(x, "@trusted_proxy"), caller) &&
		     address_network(caller, 32, 64, network);

	return names_put_text(&x->names, '$', "remote_address", known ? caller : NULL) &&
	       names_put_text(&x->names, '$', "remote_network", known ? network : "");
}
