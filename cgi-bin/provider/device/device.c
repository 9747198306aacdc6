/*
 * device: RFC 8628 section 3.3: the page on which a user types the code of a device, sees who asks
 * for what, and decides.  An address with the code in it saves the typing and nothing else.
 */
#include "web/list.h"
#include "oauth/error.h"
#include "provider/authorization/authorization.h"
#include "provider/device/device.h"
#include "provider/user/user.h"
#include "device.sql.h"

/* Who is there, and which code they typed. */
static bool
device_presented(struct exchange *x, bool (*presented)(struct exchange *, const struct statement *))
{
	return establish(x, &sql_device_typed) && presented(x, &sql_device_address) &&
	       session_user(x);
}

/* Codes can be guessed, so it is counted who looks for one: section 5.1. */
static bool
device_found(struct exchange *x)
{
	if (!establish(x, &sql_device_throttle) || !throttle_admits(x, "device_throttled"))
		return false;
	if (establish(x, &sql_device_find))
		throttle_forgive(x);
	else
		refuse_because(x, &sql_device_why);
	return !refused(x);
}

/* What was decided, by this user: now, or when the same form came before. */
static void
answer_decision(struct exchange *x)
{
	if (establish(x, &sql_device_decision))
		answer_page(x, 200, "provider/device_decided.html", &sql_device_decided_page);
}

void
device_get(struct exchange *x)
{
	if (!device_presented(x, own_page))
		return;
	if (!has_value(x, "@user_code"))
		answer_page(x, 200, "provider/device.html", &sql_device_page);
	else if (!device_found(x))
		return;
	else if (is_true(x, "@decided"))
		answer_decision(x);
	else if (establish_list(x, "scopes", &sql_device_scopes))
		answer_page(x, 200, "provider/device_consent.html", &sql_device_consent_page);
}

static void
device_allow(struct exchange *x)
{
	if (identifier_new(x) && establish(x, &sql_device_new) &&
	    establish(x, &sql_device_allowed)) {
		establish(x, &sql_device_remember);
		establish(x, &sql_device_grant);
		session_used(x);
	}
}

static void
device_deny(struct exchange *x)
{
	if (establish(x, &sql_device_no))
		establish(x, &sql_device_denied);
}

/* One decision: a form that comes twice gets the first one's answer. */
static void
device_decide(struct exchange *x)
{
	if (!device_found(x))
		return;
	if (has_value(x, ":allow"))
		device_allow(x);
	else
		device_deny(x);
	answer_decision(x);
}

void
device_post(struct exchange *x)
{
	if (!device_presented(x, own_page_posted))
		return;
	if (has_value(x, ":allow") || has_value(x, ":deny"))
		device_decide(x);
	else
		answer_redirect(x, &sql_device_shown);
}

void
refuse_device(struct exchange *x)
{
	if (!establish(x, &sql_device_refused))
		return;
	if (is_true(x, "@said_on_page"))
		refuse_on_page(x, "provider/device.html", &sql_device_page_again);
	else if (!stale_page(x, &sql_device_whose))
		refuse_in_page(x);
}
