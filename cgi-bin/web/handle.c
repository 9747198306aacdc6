/*
 * handle: one exchange, from its beginning to its end.
 */
#include <stdlib.h>
#include <string.h>

#include "busy.h"
#include "cookie.h"
#include "cross_origin.h"
#include "exchange.h"
#include "exchange_room.h"
#include "handle.h"
#include "host.h"
#include "log.h"
#include "mount.h"
#include "parameters.h"
#include "proxy.h"
#include "record.h"
#include "request.h"
#include "trace.h"
#include "transport.h"
#include "web/fetch/fetch.h"
#include "web/store/stores.h"
#include "handle.sql.h"

/* The part of the path that the star of the route stands for. */
static bool
put_rest(struct exchange *x)
{
	const char *endpoint = text_of(x, "$endpoint");
	size_t length = x->route != NULL ? strlen(x->route->path) : 0;
	bool has_rest = length > 0 && x->route->path[length - 1] == '*' && endpoint != NULL;

	return names_put_text(&x->names, '$', "rest", has_rest ? endpoint + length - 1 : NULL);
}

static bool
put_kind(struct exchange *x)
{
	const struct protocol *protocol = x->program->protocol;
	const char *kind = x->route == NULL         ? protocol->kind_of_unknown
			   : x->route->kind != NULL ? x->route->kind
						    : protocol->kind_of_page;

	return names_put_text(&x->names, '$', "kind", kind);
}

static bool
exchange_begin(struct exchange *x)
{
	if (!transport_names(x) || !put_rest(x) || !put_kind(x))
		fault(x, "transport: no memory is left");
	else if (!establish(x, &sql_handle_begin))
		fault(x, "exchange_begin: the database has no settings or no keys");
	else if (!trace_begin(x) || !cookie_read(x) || !proxy_names(x))
		fault(x, "exchange_begin: no memory is left");
	return !refused(x);
}

/* No endpoint has this path and method. */
static void
refuse_route(struct exchange *x)
{
	const char *endpoint = text_of(x, "$endpoint");
	bool is_known = endpoint != NULL && route_find(x->program, endpoint, NULL) != NULL;
	char *methods = is_known ? route_methods(x->program, endpoint) : NULL;

	if (strcmp(x->method, "-") == 0) {
		refuse(x, "method_unknown");
	} else {
		if (methods != NULL)
			header(x, "Allow", methods);
		refuse(x, is_known ? "method_not_allowed" : "not_found");
	}
	free(methods);
}

static void
handle(struct exchange *x)
{
	if (!exchange_begin(x) || !host_is_ours(x) || !cross_origin_goes_on(x))
		return;
	if (x->route == NULL)
		refuse_route(x);
	else if (parameters_read(x))
		x->route->handler(x);
}

/* The decision is on the disk before it is told; its record is part of the same transaction. */
static void
exchange_end(struct exchange *x)
{
	if (!refused(x))
		fault(x, "a handler that did not answer");
	if (record_is_kept(x))
		record_write(x);
	commit(x);
	if (x->is_busy)
		busy_answer(x);
	store_renew(x->store);
}

/* What leaves a record leaves a line, and the quiet profile is quiet. */
static void
log_exchange(struct exchange *x)
{
	const char *trace_id = text_of(x, "@trace_id");

	if (record_is_kept(x))
		log_line("%s %s %d %s trace=%s", x->method, x->route != NULL ? x->route->path : "-",
		    x->reply.status, x->reason != NULL ? x->reason : "-",
		    trace_id != NULL ? trace_id : "-");
}

static void
exchange_free(struct exchange *x)
{
	reply_free(&x->reply);
	names_clear(&x->names);
}

void
handle_request(const struct program *program, struct stores *stores, struct store *store,
    struct request *request, const struct mount *mount, const struct door *side_door)
{
	struct exchange x = {.program = program,
	    .stores = stores,
	    .store = store,
	    .request = request,
	    .mount = mount,
	    .method = request_method(request),
	    .side_door = side_door};

	x.route = route_find(program, mount->endpoint, x.method);
	handle(&x);
	exchange_end(&x);
	reply_send(&x.reply, request);
	log_exchange(&x);
	exchange_free(&x);
}

/* Whether it waits for an answer. */
static bool
step_begin(struct exchange *x, const struct exchange *beginning)
{
	*x = *beginning;
	store_hurry(x->store);
	if (exchange_begin(x))
		x->route->handler(x);
	return x->fetching != NULL;
}

/*
 * What another server answered is worth as long a wait as a request: it would have to be asked
 * again.  The database is let go of, whether or not something was done; what was leaves a record.
 */
static enum step
step_end(struct exchange *x)
{
	bool any;

	if (x->fetching != NULL) {
		store_renew(x->store);
		x->route->answered(x);
	}
	any = refused(x) && !x->is_busy;
	if (any) {
		exchange_end(x);
		log_exchange(x);
	} else {
		commit(x);
		store_renew(x->store);
	}
	exchange_free(x);
	if (x->is_busy)
		return STEP_NONE;
	return x->faulted || x->reason != NULL ? STEP_FAILED : any ? STEP_DONE : STEP_NONE;
}

/* As many as wait side by side, none of them with a transaction; one that does not is the last. */
static enum step
steps(const struct exchange *beginning)
{
	struct exchange x[FETCH_BESIDE];
	enum step worst = STEP_NONE;
	size_t n = 0;

	while (n < FETCH_BESIDE && step_begin(&x[n], beginning))
		n++;
	if (n < FETCH_BESIDE)
		worst = step_end(&x[n]);
	fetch_together(x, n);
	for (size_t i = 0; i < n; i++) {
		enum step step = step_end(&x[i]);

		worst = step > worst ? step : worst;
	}
	return worst;
}

enum step
handle_background(const struct program *program, const struct route *route, struct stores *stores,
    struct store *store, const struct door *door)
{
	static struct request nobody;
	static char nowhere[] = "";
	const struct mount mount = {.path = nowhere, .endpoint = "/"};
	const struct exchange beginning = {.program = program,
	    .stores = stores,
	    .store = store,
	    .request = &nobody,
	    .mount = &mount,
	    .method = "-",
	    .route = route,
	    .door = door};
	enum step step = steps(&beginning);

	if (step == STEP_DONE)
		store_checkpoint(store);
	return step;
}
