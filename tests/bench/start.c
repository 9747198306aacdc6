/*
 * start fastcgi|cgi PROGRAM PATH TIMES: how long it takes from the start of a program to the first
 * byte of its first answer, to GET PATH; the median of so many starts, in milliseconds. It plays
 * the web server: FastCGI on a socket at descriptor 0, or CGI (RFC 3875).
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <fastcgi.h>

#include "clock.h"

enum { TIMES = 101, RECORD = 1024 };

/* What a server says of a request; the last is PATH_INFO, and only here. */
static const char *const variables[][2] = {
    {"GATEWAY_INTERFACE", "CGI/1.1"},
    {"SERVER_PROTOCOL", "HTTP/1.1"},
    {"REQUEST_METHOD", "GET"},
    {"QUERY_STRING", ""},
    {"SCRIPT_NAME", "/start"},
    {"REMOTE_ADDR", "127.0.0.1"},
};
enum { VARIABLES = sizeof variables / sizeof *variables };

/* The FastCGI specification, section 3.3: a header of eight bytes, then the content. */
static void
send_record(int server, unsigned char type, const unsigned char *content, size_t size)
{
	unsigned char record[FCGI_HEADER_LEN + RECORD] = {FCGI_VERSION_1, type, 0, 1};

	record[4] = (unsigned char)(size >> 8);
	record[5] = (unsigned char)size;
	memcpy(record + FCGI_HEADER_LEN, content, size);
	must(write(server, record, FCGI_HEADER_LEN + size) == (ssize_t)(FCGI_HEADER_LEN + size),
	    "write");
}

/* Section 3.4: the lengths of name and value, then both. */
static size_t
put_pair(unsigned char *at, const char *name, const char *value)
{
	size_t name_size = strlen(name), value_size = strlen(value);

	at[0] = (unsigned char)name_size;
	at[1] = (unsigned char)value_size;
	memcpy(at + 2, name, name_size);
	memcpy(at + 2 + name_size, value, value_size);
	return 2 + name_size + value_size;
}

static void
send_request(int server, const char *path)
{
	static const unsigned char begin[8] = {0, FCGI_RESPONDER};
	unsigned char pairs[RECORD];
	size_t size = put_pair(pairs, "PATH_INFO", path);

	for (size_t i = 0; i < VARIABLES; i++)
		size += put_pair(pairs + size, variables[i][0], variables[i][1]);
	send_record(server, FCGI_BEGIN_REQUEST, begin, sizeof begin);
	send_record(server, FCGI_PARAMS, pairs, size);
	send_record(server, FCGI_PARAMS, pairs, 0);
	send_record(server, FCGI_STDIN, pairs, 0);
}

/* A child whose descriptors 0 and 1 are these; its log goes nowhere. */
static pid_t
spawn(const char *program, int input, int output)
{
	pid_t child = fork();

	if (child == 0) {
		dup2(input, STDIN_FILENO);
		dup2(output, STDOUT_FILENO);
		dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
		execl(program, program, (char *)NULL);
		_exit(EXIT_FAILURE);
	}
	must(child > 0, "fork");
	return child;
}

/* The child's end; the time until the first byte came. */
static double
first_byte(int from, double start, pid_t child)
{
	char byte;
	bool came = read(from, &byte, 1) == 1;
	double took = now() - start;

	must(came, "no answer");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	return took;
}

static double
start_fastcgi(const char *program, const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	double start, took;
	pid_t child;

	snprintf(address.sun_path, sizeof address.sun_path, "%s/start.%d", getenv("OIDC_RUN"),
	    (int)getpid());
	unlink(address.sun_path);
	must(bind(listener, (const struct sockaddr *)&address, sizeof address) == 0 &&
		 listen(listener, 1) == 0 &&
		 connect(server, (const struct sockaddr *)&address, sizeof address) == 0,
	    address.sun_path);
	start = now();
	child = spawn(program, listener, STDERR_FILENO);
	send_request(server, path);
	took = first_byte(server, start, child);
	unlink(address.sun_path);
	close(listener);
	close(server);
	return took;
}

static double
start_cgi(const char *program, const char *path)
{
	int output[2];
	double start, took;
	pid_t child;

	setenv("PATH_INFO", path, 1);
	for (size_t i = 0; i < VARIABLES; i++)
		setenv(variables[i][0], variables[i][1], 1);
	must(pipe2(output, O_CLOEXEC) == 0, "pipe");
	start = now();
	child = spawn(program, open("/dev/null", O_RDONLY | O_CLOEXEC), output[1]);
	close(output[1]);
	took = first_byte(output[0], start, child);
	close(output[0]);
	return took;
}

static int
by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

int
main(int argc, char **argv)
{
	size_t times = argc == 5 ? strtoul(argv[4], NULL, 10) : 0;
	double took[TIMES];

	if (times == 0 || times > TIMES || getenv("OIDC_RUN") == NULL) {
		fprintf(stderr, "usage: OIDC_RUN=folder start fastcgi|cgi PROGRAM PATH TIMES\n");
		return EXIT_FAILURE;
	}
	for (size_t i = 0; i < times; i++)
		took[i] = strcmp(argv[1], "cgi") == 0 ? start_cgi(argv[2], argv[3])
						      : start_fastcgi(argv[2], argv[3]);
	qsort(took, times, sizeof *took, by_size);
	printf("%.1f\n", took[times / 2]);
	return EXIT_SUCCESS;
}
