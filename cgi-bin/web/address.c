/*
 * address: the network that an address belongs to.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "address.h"

static void
clear_behind(unsigned char *address, size_t size, unsigned bits)
{
	unsigned kept = 0xff00u >> bits % 8;

	for (size_t i = bits / 8; i < size; i++, kept = 0)
		address[i] = (unsigned char)(address[i] & kept);
}

/* An address and its bits; all of them are the address itself. */
static bool
write_network(
    int family, unsigned char *address, size_t size, unsigned bits, char network[ADDRESS_SIZE])
{
	size_t length;

	clear_behind(address, size, bits);
	if (inet_ntop(family, address, network, ADDRESS_SIZE) == NULL)
		return false;
	length = strlen(network);
	if (bits < size * 8)
		snprintf(network + length, ADDRESS_SIZE - length, "/%u", bits);
	return true;
}

bool
address_network(
    const char *text, unsigned ipv4_bits, unsigned ipv6_bits, char network[ADDRESS_SIZE])
{
	struct in6_addr ipv6;
	struct in_addr ipv4;

	if (text != NULL && inet_pton(AF_INET, text, &ipv4) == 1)
		return write_network(
		    AF_INET, (unsigned char *)&ipv4, sizeof ipv4, ipv4_bits, network);
	if (text == NULL || inet_pton(AF_INET6, text, &ipv6) != 1)
		return false;
	if (IN6_IS_ADDR_V4MAPPED(&ipv6))
		return write_network(AF_INET, ipv6.s6_addr + 12, sizeof ipv4, ipv4_bits, network);
	return write_network(AF_INET6, ipv6.s6_addr, sizeof ipv6, ipv6_bits, network);
}
