/*
 * resource: which protected resource this is (RFC 9728), what it says to those it lets in, and how
 * it challenges those whom it does not (RFC 6750 section 3).
 */
#include "web/list.h"
#include "oauth/bearer.h"
#include "oauth/error.h"
#include "api/api.h"
#include "resource.sql.h"

bool
resource_here(struct exchange *x)
{
	if (establish(x, &sql_resource_here))
		return true;
	refuse_because(x, &sql_resource_why);
	return false;
}

void
resource_answer(struct exchange *x, int status, const struct statement *body)
{
	record_event(x, "api.response", "client");
	answer(x, status, body);
}

/* Before the resource is known, a refusal is about the request as such, and challenges nobody. */
void
challenge(struct exchange *x)
{
	if (has_value(x, "@resource"))
		bearer_challenge(x, &sql_resource_challenge);
	refuse_in_json(x);
}

/* RFC 9728 section 3.2. */
void
metadata_get(struct exchange *x)
{
	if (establish(x, &sql_resource_itself) && resource_here(x) &&
	    establish(x, &sql_resource_algs) && establish_list(x, "issuers", &sql_resource_issuers))
		answer(x, 200, &sql_resource_metadata);
}
