/*
 * The options of a call: one JSON object, each member with a rule.  What no rule names is refused,
 * for a misspelt "audience" must not verify less than was meant.
 */
#ifndef OPTION_H
#define OPTION_H

#include "jose.h"
#include "json_string.h"

struct option_rule {
	const char *name;
	unsigned types; /* of enum json_type, or-ed */
	size_t offset;  /* of a struct json_value in the caller's struct */
};

/*
 * Fills the values that the text names; the others must be JSON_ABSENT before, which a zeroed
 * struct is.  The values point into the text.
 */
enum jose_error option_read(const char *text, size_t length, const struct option_rule *rules,
    size_t count, void *options, struct jose_detail *detail);

/*
 * Remembers the option's name and what it takes, unless that is NULL; returns err.  Only the start
 * of a long name is given, for it may be the caller's text.
 */
enum jose_error option_error(
    struct jose_detail *detail, const char *name, const char *takes, enum jose_error err);
/* Its value is not a whole number between the bounds: JOSE_OPTION_VALUE. */
enum jose_error option_range_error(
    struct jose_detail *detail, const char *name, int64_t low, int64_t high);

/* A whole number between the bounds. */
bool option_integer(const struct json_value *value, int64_t low, int64_t high, int64_t *result);

#endif
