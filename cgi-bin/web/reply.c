/*
 * reply: RFC 3875 section 6.  Answers are not cached unless they say so: most are about one person.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reply.h"
#include "request.h"

bool
reply_put(struct reply *reply, int status, const char *type, const char *body, size_t size)
{
	char *copy = malloc(size + 1);

	if (copy == NULL)
		return false;
	memcpy(copy, body, size);
	copy[size] = '\0';
	reply->status = status;
	reply->type = type;
	reply->body = copy;
	reply->size = size;
	return true;
}

void
reply_clear(struct reply *reply)
{
	if (reply->body != NULL)
		explicit_bzero(reply->body, reply->size);
	free(reply->body);
	*reply = (struct reply){.headers = reply->headers};
}

/* A cookie may stand in them, or the code in an address. */
static void
set_headers(struct reply *reply, char *lines)
{
	if (reply->headers != NULL)
		explicit_bzero(reply->headers, strlen(reply->headers));
	free(reply->headers);
	reply->headers = lines;
}

void
reply_free(struct reply *reply)
{
	reply_clear(reply);
	set_headers(reply, NULL);
}

/* Without memory for its words, the status says enough. */
void
reply_plainly(struct reply *reply, int status, const char *words)
{
	reply_free(reply);
	reply_put(reply, status, "text/plain; charset=utf-8", words, strlen(words));
	reply->status = status;
}

bool
reply_header(struct reply *reply, const char *name, const char *value)
{
	const char *before = reply->headers != NULL ? reply->headers : "";
	char *lines = NULL;

	if (strpbrk(name, "\r\n") != NULL || strpbrk(value, "\r\n") != NULL ||
	    asprintf(&lines, "%s%s: %s\r\n", before, name, value) < 0)
		return false;
	set_headers(reply, lines);
	return true;
}

bool
reply_has_header(const struct reply *reply, const char *name)
{
	size_t length = strlen(name);

	for (const char *line = reply->headers; line != NULL; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, name, length) == 0 && line[length] == ':')
			return true;
	}
	return false;
}

void
reply_send(const struct reply *reply, struct request *request)
{
	char length[48] = "";
	char *head = NULL;
	int size;

	/* RFC 9110 section 8.6: a 204 has no length. */
	if (reply->status != 204)
		snprintf(length, sizeof length, "Content-Length: %zu\r\n", reply->size);
	size = asprintf(&head, "Status: %d\r\n%s%s%s%sX-Content-Type-Options: nosniff\r\n%s%s\r\n",
	    reply->status, reply->type != NULL ? "Content-Type: " : "",
	    reply->type != NULL ? reply->type : "", reply->type != NULL ? "\r\n" : "", length,
	    reply_has_header(reply, "Cache-Control")
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
