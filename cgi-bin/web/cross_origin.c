/*
 * cross_origin: which pages of other origins may read an answer: CORS, Fetch standard section 3.3.
 * Never with credentials: who comes from elsewhere brings a token, not a cookie.
 */
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "cross_origin.h"
#include "exchange_room.h"

static const struct cross_origin *
find_endpoint(const struct exchange *x, const char *endpoint)
{
	for (size_t i = 0; i < x->program->ncross_origins; i++)
		if (route_path_matches(x->program->cross_origins[i].path, endpoint))
			return &x->program->cross_origins[i];
	return NULL;
}

static bool
allow(void *self, const struct store_row *row)
{
	struct exchange *x = self;

	if (row->ncolumns != 1 || row->values[0].type != VALUE_TEXT)
		return false;
	header(x, "Access-Control-Allow-Origin", row->values[0].text);
	return true;
}

/* The methods of the path; what a preflight may have allowed for the request that follows. */
static void
answer_options(struct exchange *x, const char *endpoint, bool allowed)
{
	char *methods = route_methods(x->program, endpoint);

	if (methods == NULL) {
		fault(x, "cross_origin: no memory is left");
		return;
	}
	header(x, "Allow", methods);
	if (allowed) {
		header(x, "Access-Control-Allow-Methods", methods);
		header(x, "Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP");
		header(x, "Access-Control-Max-Age", "600");
	}
	answer_empty(x, 204);
	free(methods);
}

bool
cross_origin_goes_on(struct exchange *x)
{
	const char *endpoint = text_of(x, "$endpoint");
	const struct cross_origin *rule = endpoint != NULL ? find_endpoint(x, endpoint) : NULL;
	bool allowed;

	if (rule == NULL)
		return true;
	if (has_value(x, "$origin"))
		header(x, "Vary", "Origin");
	allowed = (has_value(x, "$origin") || rule->to_all) &&
		  exchange_run(x, rule->allowed, x, allow) == STORE_ROW;
	if (strcmp(x->method, "OPTIONS") == 0 && !refused(x)) {
		answer_options(x, endpoint, allowed);
		return false;
	}
	if (allowed)
		header(x, "Access-Control-Expose-Headers",
		    "DPoP-Nonce, WWW-Authenticate, Retry-After");
	return !refused(x);
}
