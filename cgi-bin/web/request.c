/*
 * request: FastCGI through libfcgi's FCGX calls; plain CGI (RFC 3875) on descriptors 0 and 1,
 * because FCGX's streams do not serve it.
 */
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "request.h"

extern char **environ;

bool
request_prepare(struct request *request)
{
	request->is_cgi = FCGX_IsCGI() != 0;
	return request->is_cgi || (FCGX_Init() == 0 && FCGX_InitRequest(&request->fastcgi, 0,
							   FCGI_FAIL_ACCEPT_ON_INTR) == 0);
}

bool
request_next(struct request *request)
{
	bool more;

	if (request->is_cgi) {
		more = request->environment == NULL;
		request->environment = environ;
	} else {
		more = FCGX_Accept_r(&request->fastcgi) == 0;
		request->environment = request->fastcgi.envp;
	}
	request->size = 0;
	return more;
}

/* A server that keeps a connection for more than one request asks there, and nowhere else. */
bool
request_waits(const struct request *request, int milliseconds)
{
	int connection = request->fastcgi.ipcFd;
	struct pollfd from = {.fd = connection >= 0 ? connection : STDIN_FILENO, .events = POLLIN};

	return request->is_cgi || poll(&from, 1, milliseconds) != 0;
}

/* NULL: from here on there is none. */
static char **
find(char **entry, const char *name, size_t length)
{
	for (; entry != NULL && *entry != NULL; entry++)
		if (**entry == *name && strncmp(*entry, name, length) == 0 &&
		    (*entry)[length] == '=')
			return entry;
	return NULL;
}

const char *
request_variable(const struct request *request, const char *name)
{
	size_t length = strlen(name);
	char **entry = find(request->environment, name, length);

	return entry != NULL ? *entry + length + 1 : NULL;
}

bool
request_is_repeated(const struct request *request, const char *name)
{
	char **entry = find(request->environment, name, strlen(name));

	return entry != NULL && find(entry + 1, name, strlen(name)) != NULL;
}

const char *
request_method(const struct request *request)
{
	/* RFC 9110 section 9.3, RFC 5789 */
	static const char *const known[] = {
	    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"};
	const char *method = request_variable(request, "REQUEST_METHOD");

	for (size_t i = 0; method != NULL && i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i], method) == 0)
			return known[i];
	return method == NULL ? "GET" : "-";
}

static size_t
read_some(struct request *request, char *into, size_t size)
{
	ssize_t got;

	if (request->is_cgi)
		got = read(STDIN_FILENO, into, size);
	else
		got = FCGX_GetStr(into, (int)size, request->fastcgi.in);
	return got > 0 ? (size_t)got : 0;
}

/*
 * In plain CGI the length that was announced is the end (RFC 3875 section 4.2).  A body that comes
 * in chunks has none (RFC 9112 section 7.1); it ends where the server closes its side.
 */
static size_t
announced(const struct request *request)
{
	const char *length = request_variable(request, "CONTENT_LENGTH");

	if (length != NULL && *length != '\0')
		return strtoul(length, NULL, 10);
	if (request->is_cgi && request_variable(request, "HTTP_TRANSFER_ENCODING") == NULL)
		return 0;
	return SIZE_MAX;
}

void
request_read_body(struct request *request)
{
	size_t left = announced(request);
	char rest[4096];
	size_t got = 1;

	for (; left > 0 && got > 0 && request->size < sizeof request->body; left -= got) {
		size_t room = sizeof request->body - request->size;

		got = read_some(request, request->body + request->size, left < room ? left : room);
		request->size += got;
	}
	/* What is left unread would block the server. */
	for (; left > 0 && got > 0; left -= got < left ? got : left)
		got = read_some(request, rest, left < sizeof rest ? left : sizeof rest);
}

void
request_write(struct request *request, const char *bytes, size_t size)
{
	ssize_t put;

	if (!request->is_cgi) {
		FCGX_PutStr(bytes, (int)size, request->fastcgi.out);
		return;
	}
	for (; size > 0 && (put = write(STDOUT_FILENO, bytes, size)) > 0; size -= (size_t)put)
		bytes += put;
}

void
request_finish(struct request *request)
{
	explicit_bzero(request->body, request->size);
	request->size = 0;
	if (!request->is_cgi)
		FCGX_Finish_r(&request->fastcgi);
	else if (dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		close(STDOUT_FILENO);
}

void
request_hang_up(struct request *request)
{
	if (!request->is_cgi)
		FCGX_Free(&request->fastcgi, 1);
}
