/*
 * What a scanned text says: its members, its lists, and whether two values are equal.
 */
#ifndef JSON_VALUE_H
#define JSON_VALUE_H

#include "json.h"

/* The value of that name; NULL when there is none. */
const struct json_value *json_member(const struct json_table *table, const char *name);
/* The same for a name that is a scanned string itself. */
const struct json_value *json_member_named(
    const struct json_table *table, const struct json_value *name);

bool json_equal(const struct json_value *a, const struct json_value *b);

/*
 * A claim such as aud is a string or an array of strings.  Without memory both say no: they fail
 * closed.
 */
bool json_any_string(const struct json_value *list, const struct json_value *wanted);
bool json_all_strings(const struct json_value *list);

#endif
