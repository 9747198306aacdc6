/*
 * host: RFC 9110 section 7.2.  A server on a loopback address is asked by a browser on the same
 * machine, or by a server that stands before it; both know its names.
 */
#include <string.h>
#include <strings.h>

#include "exchange_room.h"
#include "host.h"
#include "request.h"
#include "host.sql.h"

enum { HOST_NAME = 256 }; /* RFC 1035 section 2.3.4 */

/* lighttpd leaves the brackets of [::1] on. */
static bool
is_loopback(const char *address)
{
	return address != NULL &&
	       (strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0 ||
		   strcmp(address, "[::1]") == 0 || strncasecmp(address, "::ffff:127.", 11) == 0);
}

/* By the address that the server was asked at; without one, by the address of the caller. */
static bool
was_asked_at_loopback(const struct exchange *x)
{
	const char *address = request_variable(x->request, "SERVER_ADDR");

	return is_loopback(address != NULL && *address != '\0'
			       ? address
			       : request_variable(x->request, "REMOTE_ADDR"));
}

/* Without the port, in small letters: as the rows of served_host are. */
static bool
host_name(const char *host, char name[HOST_NAME])
{
	size_t size = *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");

	if (size >= HOST_NAME || size > strlen(host))
		return false;
	for (size_t i = 0; i < size; i++)
		name[i] = host[i] >= 'A' && host[i] <= 'Z' ? (char)(host[i] - 'A' + 'a') : host[i];
	name[size] = '\0';
	return true;
}

/* RFC 6761 section 6.3, and addresses, which no resolver can be made to give another meaning. */
static bool
names_loopback(const char *name)
{
	return strcmp(name, "localhost") == 0 || strcmp(name, "[::1]") == 0 ||
	       (strncmp(name, "127.", 4) == 0 && strspn(name, "0123456789.") == strlen(name));
}

bool
host_is_ours(struct exchange *x)
{
	const char *host = text_of(x, "$host");
	char name[HOST_NAME] = "";

	if (host == NULL || !was_asked_at_loopback(x))
		return true;
	if (host_name(host, name) && names_loopback(name))
		return true;
	if (names_put_text(&x->names, '$', "host_name", name) &&
	    exchange_run(x, &sql_host_served, x, NULL) == STORE_ROW)
		return true;
	refuse(x, "host_foreign");
	return false;
}
