/*
 * request: the bytes of a request and of its answer, whether they come by FastCGI or by plain CGI.
 */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <fcgiapp.h>

#include "form.h"

struct request {
	FCGX_Request fastcgi;
	bool is_cgi;        /* then the streams are 0 and 1, and the environment is the process's */
	char **environment; /* borrowed */
	char body[FORM_BODY + 1];
	size_t size; /* of the body; FORM_BODY + 1 when there was more */
};

/* Once per process. */
bool request_prepare(struct request *request);

/* false: there will be no more (the web server says so, or a plain CGI has had its one). */
bool request_next(struct request *request);

/*
 * Waits for the next one, so many milliseconds at most; false: nobody has asked.  A plain CGI does
 * not wait.
 */
bool request_waits(const struct request *request, int milliseconds);

/* The value of a CGI variable: REQUEST_METHOD, HTTP_COOKIE, …; NULL when absent. */
const char *request_variable(const struct request *request, const char *name);

/* Some servers give a header that came twice as two. */
bool request_is_repeated(const struct request *request, const char *name);

/*
 * GET when the server says none; "-" for one that no RFC knows (RFC 9110 section 9.1): it may be as
 * long as a header, and does not belong into a log or a record.
 */
const char *request_method(const struct request *request);

/* Reads the body, of which at most 64 KiB and one byte are kept: more is too much already. */
void request_read_body(struct request *request);

void request_write(struct request *request, const char *bytes, size_t size);

/*
 * The answer is complete, and the web server is told so: what is done from here on keeps nobody
 * waiting.  The request's bytes are wiped.
 */
void request_finish(struct request *request);

/* After that: nobody will look for another request on its connection. */
void request_hang_up(struct request *request);

#endif
