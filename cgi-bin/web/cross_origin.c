/*
 * cross_origin: which pages of other origins may read an answer: CORS, Fetch standard section 3.3.
 * Never with credentials: a page from elsewhere brings a token, not a cookie.
 */
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "cross_origin.h"
#include "exchange_room.h"

static bool
allow_row(void *self, const struct store_row *row)
{
	struct exchange *x = self;

	if (row->ncolumns != 1 || row->values[0].type != VALUE_TEXT)
		return false;
	header(x, "Access-Control-Allow-Origin", row->values[0].text);
	return true;
}

/* Whether the page of this request may read the answer; the browser is told. */
static bool
allow(struct exchange *x, const struct route *route)
{
	if (has_value(x, "$origin"))
		header(x, "Vary", "Origin");
	if (route->public)
		header(x, "Access-Control-Allow-Origin", "*");
	return route->public || (has_value(x, "$origin") &&
				    exchange_run(x, x->program->origin, x, allow_row) == STORE_ROW);
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
		header(x, "Access-Control-Allow-Headers", x->program->protocol->request_headers);
		header(x, "Access-Control-Max-Age", "600");
	}
	answer_empty(x, 204);
	free(methods);
}

bool
cross_origin_goes_on(struct exchange *x)
{
	const char *endpoint = text_of(x, "$endpoint");
	const struct route *route = x->route == NULL && endpoint != NULL
					? route_find(x->program, endpoint, NULL)
					: x->route;
	bool allowed;

	if (route == NULL || !(route->cross_origin || route->public))
		return true;
	allowed = allow(x, route);
	if (strcmp(x->method, "OPTIONS") == 0 && !refused(x)) {
		answer_options(x, endpoint, allowed);
		return false;
	}
	if (allowed)
		header(x, "Access-Control-Expose-Headers", x->program->protocol->response_headers);
	return !refused(x);
}
