/*
 * object: OIDC Core section 6.  A client signs its request, and sends it by value (`request`) or by
 * an address that it registered (`request_uri`).  What it says wins over the query; an unsigned one
 * is refused and never ignored.
 */
#include "web/fetch/fetch.h"
#include "provider/authorization/authorization.h"
#include "provider/party/party.h"
#include "object.sql.h"

/* Who kept us waiting is left alone for a moment: any browser can make us ask. */
static bool
object_fetched(struct exchange *x)
{
	if (!patience_fetch(x, "reference", &sql_object_request))
		return false;
	if (fetch_status(x, "reference") == 0 || fetch_was_slow(x))
		establish(x, &sql_object_backoff);
	return establish(x, &sql_object_by_reference);
}

static bool
object_found(struct exchange *x)
{
	if (has_value(x, ":request_uri"))
		return object_fetched(x);
	return establish(x, &sql_object_by_value);
}

/* What it says counts, and be it where and how the client hears that it was refused. */
static const char *
object_counts(struct exchange *x)
{
	bool fits = parameters_replace(x, text_of(x, "@object_parameters"));

	if (has_value(x, "@object_judged_flaw"))
		return text_of(x, "@object_judged_flaw");
	return fits ? NULL : "object_member_too_long";
}

/* Each step says what is wrong with the object; NULL: nothing, or the exchange has its answer. */
static const char *
object_flaw(struct exchange *x)
{
	if (!establish(x, &sql_object_address) || !establish(x, &sql_object_client) ||
	    !establish(x, &sql_object_sent))
		return NULL;
	if (has_value(x, "@object_sent_flaw"))
		return text_of(x, "@object_sent_flaw");
	if (has_value(x, ":request_uri") && !patience_left(x))
		return "patience_worn";
	if (!object_found(x) || !establish(x, &sql_object_unverified))
		return NULL;
	if (has_value(x, "@object_unverified_flaw"))
		return text_of(x, "@object_unverified_flaw");
	if (!key_set_known(x, &sql_object_kids) || !establish(x, &sql_object_verify) ||
	    !establish(x, &sql_object_judge) || !establish(x, &sql_object_parameters))
		return NULL;
	return object_counts(x);
}

bool
object_read(struct exchange *x)
{
	const char *flaw = NULL;

	if (has_value(x, ":request") || has_value(x, ":request_uri"))
		flaw = object_flaw(x);
	return !refused(x) && exchange_establish_text(x, "object_flaw", flaw);
}
