/*
 * introspection: RFC 7662.  The keys of an issuer say that it made a token, and not that it still
 * stands by it: that knows the issuer alone.  It is asked each time and nothing is kept; where it
 * does not answer, nobody comes in.
 */
#include "api/api.h"
#include "introspection.sql.h"

/* As a client of the issuer's own (section 2.1): else anybody could ask about any token. */
static bool
issuer_asked(struct exchange *x)
{
	return issuer_known(x) && has_value(x, "@introspection_endpoint") &&
	       establish(x, &sql_introspection_client) &&
	       backoff_fetch(x, &issuer_backoff, "introspection", &sql_introspection_request) &&
	       establish(x, &sql_introspection_read);
}

static void
nobody_knows(struct exchange *x)
{
	if (refused(x))
		return;
	establish(x, &sql_introspection_failed);
	header(x, "Retry-After", "5");
	refuse(x, "introspection_unreachable");
}

bool
introspection_speaks(struct exchange *x)
{
	if (!is_true(x, "@is_introspected"))
		refuse(x, "token_opaque");
	else if (!establish(x, &sql_introspection_issuer) || !issuer_asked(x))
		nobody_knows(x);
	else if (!is_true(x, "@introspection_active"))
		refuse(x, "token_inactive");
	else if (!establish(x, &sql_introspection_claims))
		refuse(x, "token_elsewhere");
	return !refused(x);
}

bool
introspection_passed(struct exchange *x)
{
	if (!issuer_asked(x)) {
		nobody_knows(x);
		return false;
	}
	establish(x, &sql_introspection_detail);
	if (!is_true(x, "@introspection_active"))
		refuse(x, "token_inactive");
	else if (!establish(x, &sql_introspection_suffices))
		refuse(x, "insufficient_scope");
	return !refused(x);
}
