/*
 * parameters: what a request says becomes the :names of its exchange.  It stands in the body where
 * the method has one, else in the query.  A route declares what its endpoint reads; everything else
 * is ignored.  An empty parameter is an absent one.  A JSON body is $json.
 */
#ifndef WEB_PARAMETERS_H
#define WEB_PARAMETERS_H

#include <stdbool.h>
#include <stddef.h>

struct exchange;

/*
 * What an endpoint reads: a row has a name, or another table whose parameters are read as well.  A
 * row with neither is the last.
 */
struct parameter {
	const char *name;
	const struct parameter *others;
	/* In bytes; of each value, where there may be several. */
	size_t longest;
	/* It may come several times, and is always a JSON array. */
	bool repeats;
	/* It is JSON, and refused for what form_json_flaw says. */
	bool is_json;
};

/* For an endpoint that reads none. */
extern const struct parameter no_parameters[];

/*
 * The members of a JSON object, texts, are parameters from now on, whatever came under their names.
 * False: one is longer than its endpoint reads, and absent from now on; or a fault.
 */
bool parameters_replace(struct exchange *x, const char *json);

/* False: it has answered. */
bool parameters_read(struct exchange *x);

#endif
