/*
 * serve: the loop between the web server and the handlers.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cross_origin.h"
#include "exchange_room.h"
#include "log.h"
#include "parameters.h"
#include "request.h"
#include "serve.h"
#include "www.h"

/*
 * What every program gives out itself, so that its pages
 * look right at any mount and behind any server.
 */
static const struct {
	const char *path, *type;
} files[] = {
    /* clang-format off */
	{ "/style.css",    "text/css; charset=utf-8" },
	{ "/form_post.js", "text/javascript; charset=utf-8" },
	{ "/icon.svg",     "image/svg+xml" },
    /* clang-format on */
};

static volatile sig_atomic_t stopping, waiting;

static pid_t server;

/* Between a look at `stopping` and accept(2) a signal would go unheard: who waits for a request
 * ends here. */
static void
stop(int signal_number)
{
	static const char why[] = "a program ends, for who started it has ended\n";

	(void)signal_number;
	stopping = 1;
	if (getppid() != server && write(STDERR_FILENO, why, sizeof why - 1) < 0)
		stopping = 1; /* nobody listens */
	if (waiting)
		_exit(EXIT_SUCCESS);
}

/*
 * Ends with the web server, however that ends, and not in
 * the middle of a request when it asks politely.  Who has a
 * session of his own was made a daemon (spawn-fcgi): his
 * maker ends, and is no server.
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
	if (getppid() != server)
		stop(SIGTERM);
}

bool
route_path_matches(const char *path, const char *endpoint)
{
	size_t length = strlen(path);

	if (length >= 2 && strcmp(path + length - 2, "/*") == 0)
		return strncmp(path, endpoint, length - 1) == 0 && endpoint[length - 1] != '\0';
	return strcmp(path, endpoint) == 0;
}

static bool
method_matches(const struct route *route, const char *method)
{
	size_t length = strlen(method);

	for (const char *at = route->methods; at != NULL; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (strncmp(at, method, length) == 0 && strchr(",", at[length]) != NULL)
			return true;
	}
	return false;
}

/* Notes in *found and `allow` that the path has this route, with other methods. */
static void
note_other(const struct route *route, const struct route **found, char allow[64])
{
	*found = route;
	if (strlen(allow) + strlen(route->methods) + 2 < 64) {
		strcat(allow, *allow != '\0' ? ", " : "");
		strcat(allow, route->methods);
	}
}

/*
 * The route of this path and method; without one, *found says whether the path has others, and `allow`
 * lists them.
 */
static const struct route *
find_route(const struct program *program, const char *endpoint, const char *method,
    const struct route **found, char allow[64])
{
	allow[0] = '\0';
	*found = NULL;
	for (const struct route *const *wing = program->wings; *wing != NULL; wing++)
		for (const struct route *route = *wing; route->path != NULL; route++) {
			if (!route_path_matches(route->path, endpoint))
				continue;
			if (method_matches(route, method))
				return route;
			note_other(route, found, allow);
		}
	return NULL;
}

static bool
put_rest(struct exchange *x)
{
	const char *endpoint = text_of(x, "$endpoint");
	size_t length = x->route != NULL ? strlen(x->route->path) : 0;
	bool has_rest = length > 0 && x->route->path[length - 1] == '*' && endpoint != NULL;

	return names_put_text(&x->names, '$', "rest", has_rest ? endpoint + length - 1 : NULL);
}

static void
handle(struct exchange *x, struct request *request, const struct route *other, const char *allow)
{
	if (!exchange_begin(x) || !host_is_ours(x) || !cross_origin_goes_on(x, allow))
		return;
	if (strcmp(x->method, "-") == 0) {
		refuse(x, "method_unknown");
	} else if (x->route == NULL) {
		if (other != NULL)
			header(x, "Allow", allow);
		refuse(x, other != NULL ? "method_not_allowed" : "not_found");
	} else if (!put_rest(x)) {
		fault(x, "rest: no memory is left");
	} else if (parameters_read(x, request) && transport_credentials(x)) {
		x->route->handler(x);
	}
}

static void
write_reply(struct request *request, const struct reply *reply)
{
	char *head = NULL;
	int size = asprintf(&head,
	    "Status: %d\r\n%s%s%sContent-Length: %zu\r\nX-Content-Type-Options: "
	    "nosniff\r\n%s%s\r\n",
	    reply->status, reply->type != NULL ? "Content-Type: " : "",
	    reply->type != NULL ? reply->type : "", reply->type != NULL ? "\r\n" : "", reply->size,
	    reply->headers != NULL && strstr(reply->headers, "Cache-Control:") != NULL
		? ""
		: "Cache-Control: no-store\r\nPragma: no-cache\r\n",
	    reply->headers != NULL ? reply->headers : "");

	if (size > 0) {
		request_write(request, head, (size_t)size);
		if (strcmp(request_method(request), "HEAD") != 0)
			request_write(request, reply->body != NULL ? reply->body : "", reply->size);
		explicit_bzero(head, (size_t)size);
	}
	free(head);
}

static bool
serve_file(struct request *request, const char *endpoint, const char *method)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct reply reply = {.status = 200, .type = files[i].type};
		char cache[] = "Cache-Control: max-age=300\r\n";
		const char *text;
		char *body;

		if (strcmp(files[i].path, endpoint) != 0 ||
		    (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0))
			continue;
		text = www_file(endpoint + 1, &reply.size);
		body = text != NULL ? strdup(text) : NULL;
		if (body == NULL)
			return false;
		reply.body = body;
		reply.headers = cache;
		write_reply(request, &reply);
		free(body);
		return true;
	}
	return false;
}

/* No database, no exchange: then this is all that can be said. */
static void
serve_nothing(struct request *request)
{
	char body[] = "The database cannot be opened, or is too busy: try again.\n";
	char retry[] = "Retry-After: 1\r\n";
	struct reply reply = {
	    .status = 503, .type = "text/plain; charset=utf-8", .headers = retry, .body = body};

	reply.size = strlen(body);
	write_reply(request, &reply);
}

static void
serve_exchange(const struct program *program, struct store *store, struct request *request,
    const char *endpoint, const char *method)
{
	struct exchange x = {.program = program,
	    .store = store,
	    .method = method,
	    .environment = request->environment};
	const struct route *other;
	char allow[64];

	x.route = find_route(program, endpoint, method, &other, allow);
	handle(&x, request, other, allow);
	exchange_end(&x);
	write_reply(request, &x.reply);
	if (record_is_kept(
		&x)) /* what leaves a record leaves a line, and the quiet profile is quiet */
		log_line("%s %s %d %s trace=%s", method, x.route != NULL ? x.route->path : "-",
		    x.reply.status, x.reason != NULL ? x.reason : "-",
		    text_of(&x, "@trace_id") != NULL ? text_of(&x, "@trace_id") : "-");
	reply_clear(&x.reply);
	free(x.reply.headers);
	names_clear(&x.names);
}

void
serve_request(const struct program *program, struct store **store, struct request *request)
{
	const char *endpoint = FCGX_GetParam("PATH_INFO", request->environment);
	const char *method = request_method(request);

	endpoint = endpoint != NULL && *endpoint != '\0' ? endpoint : "/";
	request_read_body(request); /* who sends slowly holds nothing of the database meanwhile */
	if (serve_file(request, endpoint, method))
		return;
	if (*store == NULL)
		*store = store_open(program->name, program->entry_point);
	if (*store != NULL)
		serve_exchange(program, *store, request, endpoint, method);
	else
		serve_nothing(request);
}

int
serve(const struct program *program)
{
	static struct request request;
	struct store *store = NULL;

	log_program(program->name);
	follow_the_server();
	if (!request_prepare(&request)) {
		log_line("this is no FastCGI and no CGI");
		return EXIT_FAILURE;
	}
	if (!request.is_cgi) {
		/* Ctrl-C reaches all of a terminal, but it is for the server: that would start
		 * another in the place of who ends by himself, and be gone before the other looks
		 * who it is. */
		signal(SIGINT, SIG_IGN);
		store = store_open(program->name, program->entry_point);
	}
	for (waiting = !request.is_cgi; !stopping && request_next(&request);
	     waiting = !request.is_cgi) {
		waiting = 0;
		serve_request(program, &store, &request);
		request_finish(&request);
	}
	store_close(store);
	return EXIT_SUCCESS;
}
