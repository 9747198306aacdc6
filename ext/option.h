/*
 * The options of a call: one JSON object, each member with a rule.  What no rule names is refused,
 * for a misspelt "audience" must not verify less than was meant.
 */
#ifndef OPTION_H
#define OPTION_H

#include "json.h"

struct option_rule {
	const char *name;
	unsigned types; /* of enum json_type, or-ed */
	size_t offset;  /* of a struct json_value in the caller's struct */
};

/* Whose name an error message may say; short, for it is the caller's text. */
struct option_culprit {
	char name[32];
};

/*
 * Fills the values that the text names; the others must be JSON_ABSENT before, which a zeroed
 * struct is. The values point into the text.
 */
enum jose_error option_read(const char *text, size_t length, const struct option_rule *rules,
    size_t count, void *options, struct option_culprit *culprit);

/* Remembers the option's name and returns err. */
enum jose_error option_blame(struct option_culprit *culprit, const char *name, enum jose_error err);

/* A whole number between the bounds. */
bool option_integer(const struct json_value *value, int64_t low, int64_t high, int64_t *result);

#endif
