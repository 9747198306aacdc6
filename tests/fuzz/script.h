/*
 * What a fuzz input for a whole program says: requests, one after the other, and what other servers
 * will answer.  Parts stand between lines of two percent signs:
 *
 *   POST /token                          ANSWER 200 application/json
 *   Content-Type: application/json
 *                                        {"issuer":"{issuer}"}
 *   {"grant_type":"x"}
 *
 * {name} stands for what an earlier answer said under that name (a hidden field of a form, a member
 * of JSON, a parameter of a Location), or for what the house makes: {now}, {jwks}, …  <kind payload>
 * stands for the payload, signed by the key of this kind (keys.sql): so what is odd comes past the
 * signature.  LATER 60 moves the clock, and lets the program do what nobody asks for.  A body
 * without a Content-Type is a form; behind the first line of an answer its headers may stand.
 */
#ifndef FUZZ_SCRIPT_H
#define FUZZ_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

enum { SCRIPT_PARTS = 16, SCRIPT_PART = 16384, SCRIPT_HEADERS = 16 };

struct script_part {
	const char *text; /* borrowed */
	size_t size;
	bool is_answer;
};

struct script {
	struct script_part parts[SCRIPT_PARTS];
	size_t nparts;
};

void script_read(struct script *script, const char *text, size_t size);

/* A part with its names filled in, NUL-ended; the caller frees. */
char *script_fill(const struct script_part *part);

/* What an answer of the program (head, blank line, body) tells to the requests that follow. */
void script_learn(const char *answer);
void script_learn_value(const char *name, size_t name_size, const char *value, size_t size);
void script_forget(void);

/* name=value; … of what was learnt from Set-Cookie; "" when nothing was. */
const char *script_cookies(void);

/* Of the house: a value that is no answer's; NULL: it has none of this name.  The caller frees. */
char *house_value(const char *name);
char *house_signed(const char *kind, const char *payload); /* NULL: it cannot be signed */

/* The answers that other servers will give (tests/fuzz/network.c stands in for libcurl). */
void network_expect(const struct script *script);

#endif
