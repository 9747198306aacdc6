/*
 * serve: the loop between the web server and the handlers.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "background.h"
#include "exchange_room.h"
#include "forget.h"
#include "handle.h"
#include "log.h"
#include "mount.h"
#include "reply.h"
#include "request.h"
#include "serve.h"
#include "web/page/www.h"
#include "web/store/stores.h"

/* What every program gives out itself, so that its pages look right at any mount. */
static const struct file shared_files[] = {
    /* clang-format off */
	{ "/style.css",    "shared/style.css",    "text/css; charset=utf-8" },
	{ "/form_post.js", "shared/form_post.js", "text/javascript; charset=utf-8" },
	{ "/icon.svg",     "shared/icon.svg",     "image/svg+xml" },
	{ NULL,            NULL,                  NULL },
    /* clang-format on */
};

/*
 * How long nobody has asked, when what is due is looked for: after a request, and then; how long
 * one step leaves the write lock to others; and after how many requests that come without a pause,
 * when there was nothing to do, and when there was.
 */
enum { SOON_MS = 100, IDLE_MS = 5000, PAUSE_MS = 50, SELDOM = 64, OFTEN = 8 };

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
    const struct mount *mount, const struct door *side_door)
{
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
		handle_request(program, stores, store, request, mount, side_door);
	else
		serve_plainly(
		    request, 503, "The database cannot be opened, or is too busy: try again.\n");
}

void
serve_request(const struct program *program, struct stores *stores, struct request *request,
    const struct door *side_door)
{
	struct mount mount;

	request_read_body(request); /* a slow sender holds nothing of the database meanwhile */
	if (mount_read(&mount, request))
		serve_mount(program, stores, request, &mount, side_door);
	else
		serve_plainly(request, 503, "No memory is left: try again.\n");
	mount_free(&mount);
}

/* The next request, from its arrival to its answer; false: there will be no more. */
static bool
serve_next(const struct program *program, struct stores *stores, struct request *request,
    const struct door *side_door)
{
	if (!request_next(request))
		return false;
	waiting = 0;
	serve_request(program, stores, request, side_door);
	request_finish(request);
	return true;
}

/* Who asks while an exchange waits for an answer: see fetch_wait. */
static void
serve_meanwhile(const struct program *program, struct stores *stores, struct request *next)
{
	if (!stopping && !next->is_cgi && request_waits(next, 0) &&
	    !serve_next(program, stores, next, NULL))
		stopping = 1;
}

/* The same where the last request is not answered yet, and this one is beside it. */
static void
serve_aside(const struct program *program, struct stores *stores, struct request *next)
{
	serve_meanwhile(program, stores, next);
	request_hang_up(next);
}

/* Until somebody asks, or nothing is left to do.  Whether there was anything. */
static bool
take_steps(struct background *background, struct request *request)
{
	const struct door door = {.look = serve_meanwhile, .next = request};
	bool any = false;

	while (background_round(background, &door)) {
		any = true;
		if (stopping || request_waits(request, PAUSE_MS))
			break;
	}
	return any;
}

/*
 * Where requests come one after the other, a step is taken after some of them, so that cleaning
 * keeps up with what they make, and once in a second.
 */
static void
take_steps_in_between(struct background *background, struct request *request)
{
	static time_t looked;
	static unsigned served, every = SELDOM;

	if (background->nkinds == 0 || (++served < every && time(NULL) == looked))
		return;
	served = 0;
	looked = time(NULL);
	every = take_steps(background, request) ? OFTEN : SELDOM;
}

/* Where none comes, soon after the last one, and then every few seconds; false: it is to end. */
static bool
wait_for_next(struct background *background, struct request *request)
{
	int patience = SOON_MS;

	waiting = !request->is_cgi;
	while (!stopping && background->nkinds > 0 && !request_waits(request, patience)) {
		waiting = 0;
		take_steps(background, request);
		patience = IDLE_MS;
		waiting = 1;
	}
	return !stopping;
}

/*
 * Ctrl-C reaches all processes of a terminal, but it is for the server: that would start another
 * program in the place of one that ends by itself, and would be gone before the new one knows it.
 */
int
serve(const struct program *program)
{
	static struct request request, meanwhile;
	const struct door side_door = {.look = serve_aside, .next = &meanwhile};
	struct stores stores = {.program = program->name, .entry_point = program->entry_point};
	struct background background;

	log_program(program->name);
	forget_json();
	follow_the_server();
	if (!background_begin(&background, program, &stores)) {
		log_line("no memory is left");
		return EXIT_FAILURE;
	}
	if (!request_prepare(&request) || !request_prepare(&meanwhile)) {
		log_line("it was started neither as FastCGI nor as CGI: let a web server start it");
		return EXIT_FAILURE;
	}
	if (!request.is_cgi) {
		signal(SIGINT, SIG_IGN);
		stores_find(&stores, getenv("OIDC_DB"));
	}
	while (wait_for_next(&background, &request) &&
	       serve_next(program, &stores, &request, &side_door))
		take_steps_in_between(&background, &request);
	background_end(&background);
	stores_close(&stores);
	return EXIT_SUCCESS;
}
