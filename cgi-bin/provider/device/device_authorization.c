/*
 * device_authorization: RFC 8628 section 3.1.  A device asks for a code that its user types
 * elsewhere.
 */
#include "provider/authorization/authorization.h"
#include "provider/device/device.h"
#include "provider/party/party.h"
#include "provider/user/user.h"
#include "device_authorization.sql.h"

/* Anybody can ask in some client's name, so these are counted, by the network. */
static bool
not_too_often(struct exchange *x)
{
	return establish(x, &sql_device_authorization_throttle) &&
	       throttle_admits(x, "device_too_often");
}

static bool
permitted(struct exchange *x)
{
	if (!client_authenticated(x))
		return false;
	if (!establish(x, &sql_device_authorization_permit))
		refuse(x, "grant_forbidden");
	return !refused(x) && scope_asked(x) && scope_allowed(x) && not_too_often(x);
}

void
device_authorization_post(struct exchange *x)
{
	if (!permitted(x) || !establish(x, &sql_device_authorization_new) ||
	    !establish(x, &sql_device_authorization_store))
		return;
	record_event(x, "device.response", "client");
	record_token(x, &sql_device_authorization_issued);
	answer(x, 200, &sql_device_authorization_body);
}
