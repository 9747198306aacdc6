/*
 * serve: from the web server's FastCGI (or plain CGI) request to a handler, by a table.
 */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "exchange.h"
#include "parameters.h"

struct route {
	/* As Allow lists them; HEAD only beside a GET that changes nothing (RFC 9110 section 9.2.1). */
	const char *methods;
	/* Exact; or with a last part of its own choice: "/api/" followed by a star. */
	const char *path;
	/* Of the event that the flow record keeps; NULL: a page, kept when refused. */
	const char *kind;
	void (*handler)(struct exchange *x);
	/* How this endpoint says no; NULL: the program's way. */
	refusal *refused;
	/* What the endpoint reads; NULL: all that comes (until each has declared what it reads). */
	const struct parameter *parameters;
	/* The longest body of application/json that is taken, as $json; 0: none is, that is 415. */
	size_t json;
	/* A malformed form is the handler's to refuse: $flaw is the reason. */
	bool takes_malformed;
};

struct program {
	const char *name; /* provider, api, client, workshop: the actor of the flow record, the rows
			     of program_access */
	const char *entry_point; /* of the extension: sqlite3_jwt_init, or sqlite3_jwtverify_init
				    which cannot sign */
	const struct route *const
	    *wings; /* tables of routes, each ended by a row without a path; NULL at the end */
	refusal *refused;      /* how it says no where no route is known */
	const char *challenge; /* of a 401 that names none by itself: RFC 9110 section 15.5.2 */
	const struct cross_origin *cross_origins; /* what pages of other origins may use */
	size_t ncross_origins;
};

/* Whether the path of a route, exact or with a star at its end, is that of the endpoint. */
bool route_path_matches(const char *path, const char *endpoint);

/* One request; the store is opened for the first.  serve brings those of the web server. */
struct request;
void serve_request(const struct program *program, struct store **store, struct request *request);

/* Answers requests until the web server ends it (FastCGI), or one (CGI).  The value of main. */
int serve(const struct program *program);

#endif
