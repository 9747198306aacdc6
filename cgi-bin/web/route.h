/*
 * route: the table of a program's endpoints, and what a program is.
 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

struct exchange;
struct parameter;
struct statement;

/* How an endpoint says no: of @reason, with @error, @error_status, @error_spec and @error_told. */
typedef void refusal(struct exchange *x);

struct route {
	/* As in Allow; HEAD only beside a GET that changes nothing (RFC 9110 section 9.2.1). */
	const char *methods;
	/* Exact; or with a last part of its own choice: "/api/" followed by a star. */
	const char *path;
	/* Of the event that the flow record keeps; NULL: a page, kept when refused. */
	const char *kind;
	void (*handler)(struct exchange *x);
	/* In the background: what goes on with the answer, where the handler says fetch_later. */
	void (*answered)(struct exchange *x);
	/* NULL: the program's way. */
	refusal *refused;
	/* The member of the program's metadata that says where it is; NULL: none does. */
	const char *metadata;
	/* What the endpoint reads of a form or a query. */
	const struct parameter *parameters;
	/* The longest body of application/json that is taken, as $json; 0: none is, that is 415. */
	size_t json;
	/* A malformed form is the handler's to refuse: $flaw is the reason. */
	bool takes_malformed;
	/* Which pages of other origins may use it: those of registered ones, or all; else none. */
	bool cross_origin, public;
};

/* A header of a request, as a $name; by the variable of RFC 3875. */
struct request_header {
	const char *name, *variable;
};

/* What web does not know by itself of what its programs speak. */
struct protocol {
	/*
	 * The flow record.  A statement that writes an event, and gives event_id; one that writes a
	 * token that the event saw.  Of its columns those in the list are integers, all others are
	 * texts.
	 */
	const struct statement *event, *token;
	const char *const *numbers;
	/* The kinds of an event whose route has none, and of one without a route. */
	const char *kind_of_page, *kind_of_unknown;
	/* How a server says that it is busy: with none of an endpoint's own words. */
	refusal *busy;
	/* Of requests; ended by a row without a name. */
	const struct request_header *headers;
	/*
	 * An answer 400 or 401 that says this word has a nonce in this header, which the same
	 * request lacks.
	 */
	const char *nonce_word, *nonce_header;
	/* What pages of other origins may send and read, beside what they may anyway. */
	const char *request_headers, *response_headers;
};

/* A file of www/ that is given out as it is. */
struct file {
	const char *path, *file, *type;
};

struct program {
	/* As in the flow record and in program_access. */
	const char *name;
	/* Of the extension: sqlite3_jwt_init, or sqlite3_jwtverify_init which cannot sign. */
	const char *entry_point;
	/* Tables of routes, each ended by a row without a path; NULL at the end. */
	const struct route *const *wings;
	/* Files of its own, ended by a row without a path; NULL: none. */
	const struct file *files;
	/* How it says no where no route is known. */
	refusal *refused;
	/* Of a 401 that names none by itself: RFC 9110 section 15.5.2. */
	const char *challenge;
	const struct protocol *protocol;
	/*
	 * What is to be done that nobody asks for, ended by a row without a path: one step of each,
	 * as an exchange without a request, or as several that wait side by side.  A handler that
	 * does not answer had nothing to do.  NULL: there is nothing.
	 */
	const struct route *background;
	/* Gives allowed_origin for $origin, where pages of that origin are registered. */
	const struct statement *origin;
	/* Its pages are in @language; those of the others are in English. */
	bool is_translated;
};

/* The route of this path and method; any route of the path when the method is NULL. */
const struct route *route_find(
    const struct program *program, const char *endpoint, const char *method);

/* The methods of all routes of this path, as in Allow; malloc'd.  NULL: no memory is left. */
char *route_methods(const struct program *program, const char *endpoint);

#endif
