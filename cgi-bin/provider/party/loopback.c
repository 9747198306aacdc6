/*
 * loopback: an app on the user's own machine listens at whatever port it was given, RFC 8252
 * section 7.3.
 */
#include "provider/party/party.h"
#include "loopback.sql.h"

bool
loopback_portless(struct exchange *x)
{
	return establish(x, &sql_loopback_portless);
}
