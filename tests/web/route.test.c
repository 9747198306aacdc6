/* route: which handler is for a request, and what Allow says. */
#include <stdlib.h>
#include <string.h>

#include "tap.h"
#include "web/route.h"

static const struct route notes[] = {
    {.methods = "GET, HEAD", .path = "/notes"},
    {.methods = "POST", .path = "/notes"},
    {.methods = "DELETE", .path = "/notes/*"},
    {.path = NULL},
};
static const struct route many[] = {
    {.methods = "GET, HEAD", .path = "/many"},
    {.methods = "POST, PUT, DELETE, CONNECT", .path = "/many"},
    {.methods = "OPTIONS, TRACE, PATCH", .path = "/many"},
    {.methods = "PROPFIND, PROPPATCH, MKCOL, COPY, MOVE, LOCK, UNLOCK", .path = "/many"},
    {.methods = "GET", .path = "/"},
    {.path = NULL},
};
static const struct route *const wings[] = {notes, many, NULL};
static const struct program program = {.name = "test", .wings = wings};

static const struct {
	const char *title, *endpoint, *method;
	const struct route *found;
} requests[] = {
    /* clang-format off */
	{ "a path and the first of its methods", "/notes", "GET", &notes[0] },
	{ "the second of its methods", "/notes", "HEAD", &notes[0] },
	{ "another row of the same path", "/notes", "POST", &notes[1] },
	{ "a method that the path has not", "/notes", "PUT", NULL },
	{ "a beginning of a method is none", "/notes", "GE", NULL },
	{ "a star stands for what follows", "/notes/7", "DELETE", &notes[2] },
	{ "a star stands for something", "/notes/", "DELETE", NULL },
	{ "another wing", "/", "GET", &many[4] },
	{ "a longer path is another one", "/notesx", "GET", NULL },
	{ "any route of the path, where the method is not asked", "/notes/7", NULL, &notes[2] },
	{ "an unknown path has none", "/nowhere", NULL, NULL },
    /* clang-format on */
};

static bool
lists(const char *endpoint, const char *expected)
{
	char *methods = route_methods(&program, endpoint);
	bool good = methods != NULL && strcmp(methods, expected) == 0;

	free(methods);
	return good;
}

int
main(void)
{
	for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
		ok(requests[i].title, route_find(&program, requests[i].endpoint,
					  requests[i].method) == requests[i].found);
	ok("RFC 9110 section 10.2.1: Allow lists the methods of all rows of the path",
	    lists("/notes", "GET, HEAD, POST"));
	ok("however many there are",
	    lists("/many",
		"GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH, PROPFIND, "
		"PROPPATCH, MKCOL, COPY, MOVE, LOCK, UNLOCK"));
	return tap_end();
}
