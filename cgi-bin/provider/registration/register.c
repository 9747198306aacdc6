/*
 * register: RFC 7591.  Everything is judged and fetched first; then one transaction makes the
 * client, and spends the token that allowed it.
 */
#include <string.h>

#include "oauth/bearer.h"
#include "oauth/error.h"
#include "provider/party/party.h"
#include "provider/registration/registration.h"
#include "provider/user/user.h"
#include "register.sql.h"

bool
registration_admitted(struct exchange *x)
{
	return patience_admits(x) && establish(x, &sql_register_throttle) &&
	       throttle_admits(x, "registration_throttled");
}

/* Section 3: with an initial access token, or where the setting lets everybody. */
static bool
may_register(struct exchange *x)
{
	const char *registration;

	if (!bearer_read(x) || !establish(x, &sql_register_sent) ||
	    !establish(x, &sql_register_setting))
		return false;
	registration = text_of(x, "@registration");
	if (strcmp(registration, "off") == 0)
		refuse(x, "registration_off");
	else if (has_value(x, "@bearer") && !is_true(x, "@initial_token_good"))
		refuse(x, "registration_token_bad");
	else if (!has_value(x, "@bearer") && strcmp(registration, "open") != 0)
		refuse(x, "token_missing");
	return !refused(x) && (has_value(x, "@bearer") || registration_admitted(x));
}

static bool
token_spent(struct exchange *x)
{
	if (has_value(x, "@bearer") && !establish(x, &sql_register_spend))
		refuse(x, "registration_token_bad"); /* another one was faster */
	return !refused(x);
}

void
register_post(struct exchange *x)
{
	if (!may_register(x) || !metadata_judged(x) || !sector_confirmed(x) || !logo_fetched(x) ||
	    !establish(x, &sql_register_new) || !token_spent(x) || !metadata_store(x) ||
	    !logo_store(x) || !establish(x, &sql_register_store))
		return;
	record_event(x, "registration.response", "client");
	told(x, 201);
}

void
refuse_registration(struct exchange *x)
{
	bearer_challenge(x, &sql_register_challenge);
	refuse_in_json(x);
}
