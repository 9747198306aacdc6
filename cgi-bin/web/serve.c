/*
 * serve: the loop between the web server and the handlers.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "busy.h"
#include "cookie.h"
#include "cross_origin.h"
#include "exchange.h"
#include "exchange_room.h"
#include "host.h"
#include "log.h"
#include "mount.h"
#include "parameters.h"
#include "record.h"
#include "request.h"
#include "serve.h"
#include "trace.h"
#include "transport.h"
#include "web/page/www.h"
#include "web/store/stores.h"
#include "serve.sql.h"

/* What every program gives out itself, so that its pages look right at any mount. */
static const struct file shared_files[] = {
    /* clang-format off */
	{ "/style.css",    "shared/style.css",    "text/css; charset=utf-8" },
	{ "/form_post.js", "shared/form_post.js", "text/javascript; charset=utf-8" },
	{ "/icon.svg",     "shared/icon.svg",     "image/svg+xml" },
	{ NULL,            NULL,                  NULL },
    /* clang-format on */
};

static volatile sig_atomic_t stopping, waiting;

static pid_t server;

/*
 * A signal between a look at `stopping` and accept(2) would be lost: so a program that waits ends
 * here.
 */
static void
stop(int signal_number)
{
	static const char why[] = "a program ends, because the web server has ended\n";

	(void)signal_number;
	stopping = 1;
	if (getppid() != server && write(STDERR_FILENO, why, sizeof why - 1) < 0)
		stopping = 1; /* the log is gone as well */
	if (waiting)
		_exit(EXIT_SUCCESS);
}

/*
 * Ends with the web server, however that ends, and not in the middle of a request when it asks
 * politely.  A process with a session of its own was made a daemon (spawn-fcgi): its parent ends at
 * once, and is no server.  A parent of another session has adopted the program: the server had
 * ended before this look.
 */
static void
follow_the_server(void)
{
	struct sigaction action = {.sa_handler = stop};

	server = getppid();
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGUSR1, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (getsid(0) == getpid())
		return;
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != server || getsid(server) != getsid(0))
		stop(SIGTERM);
}

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
	else if (!establish(x, &sql_serve_begin))
		fault(x, "exchange_begin: the database has no settings or no keys");
	else if (!trace_begin(x) || !cookie_read(x))
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
serve_exchange(const struct program *program, struct stores *stores, struct store *store,
    struct request *request, const struct mount *mount, const char *method)
{
	struct exchange x = {.program = program,
	    .stores = stores,
	    .store = store,
	    .request = request,
	    .mount = mount,
	    .method = method};

	x.route = route_find(program, mount->endpoint, method);
	handle(&x);
	exchange_end(&x);
	reply_send(&x.reply, request);
	log_exchange(&x);
	reply_free(&x.reply);
	names_clear(&x.names);
}

static bool
serve_file(struct request *request, const struct file *file, const char *endpoint)
{
	struct reply reply = {.status = 0};
	const char *method = request_method(request);
	bool is_read = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
	bool is_sent = false;

	for (; is_read && file != NULL && file->path != NULL; file++) {
		size_t size = 0;
		const char *text =
		    strcmp(file->path, endpoint) == 0 ? www_file(file->file, &size) : NULL;

		if (text != NULL && reply_put(&reply, 200, file->type, text, size) &&
		    reply_header(&reply, "Cache-Control", "max-age=300")) {
			reply_send(&reply, request);
			is_sent = true;
		}
	}
	reply_free(&reply);
	return is_sent;
}

/* Without a database there is no exchange: then this is all that can be said. */
static void
serve_plainly(struct request *request, int status, const char *words)
{
	struct reply reply = {.status = 0};

	reply_plainly(&reply, status, words);
	if (status == 503)
		reply_header(&reply, "Retry-After", "1");
	reply_send(&reply, request);
	reply_free(&reply);
}

static void
serve_mount(const struct program *program, struct stores *stores, struct request *request,
    const struct mount *mount)
{
	const char *method = request_method(request);
	struct store *store;

	if (serve_file(request, shared_files, mount->endpoint) ||
	    serve_file(request, program->files, mount->endpoint))
		return;
	if (mount_is_missing(mount)) {
		serve_plainly(request, 404, "There is no such seat in this room.\n");
		return;
	}
	store = stores_find(stores, mount_database(mount));
	if (store != NULL)
		serve_exchange(program, stores, store, request, mount, method);
	else
		serve_plainly(
		    request, 503, "The database cannot be opened, or is too busy: try again.\n");
}

void
serve_request(const struct program *program, struct stores *stores, struct request *request)
{
	struct mount mount;

	request_read_body(request); /* a slow sender holds nothing of the database meanwhile */
	if (mount_read(&mount, request))
		serve_mount(program, stores, request, &mount);
	else
		serve_plainly(request, 503, "No memory is left: try again.\n");
	mount_free(&mount);
}

/*
 * Ctrl-C reaches all processes of a terminal, but it is for the server: that would start another
 * program in the place of one that ends by itself, and would be gone before the new one knows it.
 */
int
serve(const struct program *program)
{
	static struct request request;
	struct stores stores = {.program = program->name, .entry_point = program->entry_point};

	log_program(program->name);
	follow_the_server();
	if (!request_prepare(&request)) {
		log_line("it was started neither as FastCGI nor as CGI: let a web server start it");
		return EXIT_FAILURE;
	}
	if (!request.is_cgi) {
		signal(SIGINT, SIG_IGN);
		stores_find(&stores, getenv("OIDC_DB"));
	}
	for (waiting = !request.is_cgi; !stopping && request_next(&request);
	     waiting = !request.is_cgi) {
		waiting = 0;
		serve_request(program, &stores, &request);
		request_finish(&request);
	}
	stores_close(&stores);
	return EXIT_SUCCESS;
}
