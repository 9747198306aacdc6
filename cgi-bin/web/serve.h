/*
 * serve: from the web server's FastCGI (or plain CGI) request to a handler, by a table.
 */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "exchange.h"

struct route {
	const char *methods; /* as Allow lists them; HEAD only beside a GET that changes nothing
				(RFC 9110 section 9.2.1) */
	const char
	    *path; /* exact; or with a last part of its own choice: "/api/" followed by a star */
	const char
	    *kind; /* of the event that the flow record keeps; NULL: a page, kept when refused */
	void (*handler)(struct exchange *x);
	refusal *refused; /* how this endpoint says no; NULL: the program's way */
	bool takes_json;  /* a body of application/json is welcome, as $json; else it is 415 */
	bool hears_flaws; /* what is wrong with a form is the handler's to refuse: $flaw */
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
