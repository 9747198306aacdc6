/*
 * exchange: RFC 8693.  An API that was given an access token trades it for one with which it may
 * call another API in the same user's name; the new one says who acts.
 */
#include "provider/authorization/authorization.h"
#include "provider/grant/grant.h"
#include "provider/key/key.h"
#include "provider/token/token.h"
#include "exchange.sql.h"

/* RFC 8693 section 2.1. */
const struct parameter exchange_parameters[] = {
    {.name = "subject_token", .longest = 16384},
    {.name = "subject_token_type", .longest = 200},
    {.name = "requested_token_type", .longest = 200},
    {.name = "actor_token", .longest = 16384},
    {.name = "actor_token_type", .longest = 200},
    {.name = "scope", .longest = 4096},
    {.name = "resource", .longest = 2048, .repeats = true},
    {.name = "audience", .longest = 2048, .repeats = true},
    {.name = NULL},
};

/*
 * The caller was given the token: it is for that API, and alive.  Where it is bound to a key of its
 * client, the caller has judged the proof and cannot make another (RFC 9449 has no word for it): it
 * proves itself, and may bind the new token to a key of its own.
 */
static bool
subject_accepted(struct exchange *x)
{
	if (!access_read(x) || !establish(x, &sql_exchange_subject))
		return false;
	if (has_value(x, "@subject_flaw"))
		refuse(x, text_of(x, "@subject_flaw"));
	else if (!access_lives(x))
		refuse(x, "exchange_subject_dead");
	return !refused(x);
}

/* One API, which this caller may call, and what it may do there. */
static bool
target_allowed(struct exchange *x)
{
	if (!establish(x, &sql_exchange_asked) || !scope_allowed(x))
		return false;
	if (has_value(x, "@scope_of_user"))
		refuse(x, "scope_of_user");
	else if (!establish(x, &sql_exchange_target))
		refuse(x, "exchange_forbidden");
	return !refused(x);
}

static bool
keys_ready(struct exchange *x)
{
	if (key_signs(x, &sql_exchange_keys))
		return true;
	fault(x, "exchange_keys: no key may sign");
	return false;
}

void
grant_exchange(struct exchange *x)
{
	if (!establish(x, &sql_exchange_presented))
		return;
	if (has_value(x, "@exchange_flaw"))
		refuse(x, text_of(x, "@exchange_flaw"));
	if (refused(x) || !subject_accepted(x) || !target_allowed(x) || !keys_ready(x) ||
	    !establish(x, &sql_exchange_token) || !opaque_given(x))
		return;
	record_event(x, "token.response", "client");
	record_token(x, &sql_exchange_issued);
	answer(x, 200, &sql_exchange_response);
}
