/*
 * slow_names: a name server that says nothing for a minute.
 */
#include <netdb.h>
#include <unistd.h>

int getaddrinfo(
    const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found);

int
getaddrinfo(
    const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found)
{
	(void)node;
	(void)service;
	(void)hints;
	(void)found;
	sleep(60);
	return EAI_AGAIN;
}
