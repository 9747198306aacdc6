/*
 * transport: the $names.  What the web server says about a request (RFC 3875), under one word each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "exchange.h"
#include "exchange_room.h"
#include "form.h"
#include "language.h"
#include "mount.h"
#include "request.h"
#include "transport.h"

/* Taken as they are; one that is absent or empty is NULL. */
static const struct {
	const char *name, *variable;
} variables[] = {
    /* clang-format off */
	{ "host",           "HTTP_HOST" },
	{ "https",          "HTTPS" },
	{ "origin",         "HTTP_ORIGIN" },
	{ "accept",         "HTTP_ACCEPT" },
	{ "x_csrf",         "HTTP_X_CSRF" },
	{ "if_none_match",  "HTTP_IF_NONE_MATCH" },
    /* clang-format on */
};

/* What is not UTF-8 would be a lie as TEXT; such a header is as good as absent. */
static bool
put(struct exchange *x, const char *name, const char *text)
{
	bool usable = text != NULL && *text != '\0' && form_is_utf8(text, strlen(text));

	return names_put_text(&x->names, '$', name, usable ? text : NULL);
}

/* The mount point, and its last part: the name under which the program is mounted. */
static bool
put_mount(struct exchange *x)
{
	const struct value mount = {VALUE_TEXT, 0, 0, x->mount->path, x->mount->size};
	const char *slash;

	if (!form_is_utf8(x->mount->path, x->mount->size) ||
	    !names_put(&x->names, '$', "mount", &mount))
		return false;
	slash = strrchr(text_of(x, "$mount"), '/');
	return put(x, "mount_name", slash != NULL ? slash + 1 : NULL);
}

/* What is no text is at no address of ours: of such a path only the mount point is kept. */
static bool
put_path(struct exchange *x)
{
	const char *path = x->mount->path;

	return put_mount(x) && put(x, "endpoint", x->mount->endpoint) &&
	       names_put_text(&x->names, '$', "path",
		   form_is_utf8(path, strlen(path)) ? path : text_of(x, "$mount"));
}

/* ?present=1: the page is for a projector, whatever else is asked. */
static bool
put_present(struct exchange *x)
{
	const char *query = request_variable(x->request, "QUERY_STRING");
	const char *found = query != NULL ? strstr(query, "present=1") : NULL;
	bool whole =
	    found != NULL && (found == query || found[-1] == '&') && strchr("&", found[9]) != NULL;

	return put(x, "present", whole ? "1" : NULL);
}

/*
 * What the protocol has headers of its own for.  One that comes twice is a list (RFC 9110 section
 * 5.3), which none of them may be; some servers join the two by a comma, and some leave that to us.
 */
static bool
put_headers(struct exchange *x)
{
	const struct request_header *header = x->program->protocol->headers;
	bool good = true;

	for (; good && header->name != NULL; header++)
		good = put(x, header->name,
		    request_is_repeated(x->request, header->variable)
			? ","
			: request_variable(x->request, header->variable));
	return good;
}

static bool
put_clock(struct exchange *x)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return names_put_integer(&x->names, '$', "clock", now.tv_sec) &&
	       names_put_integer(
		   &x->names, '$', "clock_us", (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000);
}

/* RFC 9110 section 11.6.2: scheme, spaces, credentials. */
static bool
put_authorization(struct exchange *x)
{
	const char *header = request_variable(x->request, "HTTP_AUTHORIZATION");
	size_t length = header != NULL ? strcspn(header, " ") : 0;
	const char *credentials =
	    header != NULL ? header + length + strspn(header + length, " ") : NULL;
	char scheme[16] = "";

	for (size_t i = 0; i < length && i < sizeof scheme - 1; i++)
		scheme[i] = header[i] >= 'A' && header[i] <= 'Z' ? (char)(header[i] - 'A' + 'a')
								 : header[i];
	return put(x, "authorization_scheme", scheme) && put(x, "credentials", credentials);
}

bool
transport_names(struct exchange *x)
{
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
		if (!put(x, variables[i].name, request_variable(x->request, variables[i].variable)))
			return false;
	return put(x, "method", x->method) && put_path(x) && put_clock(x) && put_authorization(x) &&
	       put_present(x) && put_headers(x) && put(x, "program", x->program->name) &&
	       put(x, "language",
		   language_preferred(request_variable(x->request, "HTTP_ACCEPT_LANGUAGE")));
}
