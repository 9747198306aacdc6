/*
 * The options of a call: one JSON object, each member with a rule.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "json_number.h"
#include "json_value.h"
#include "option.h"
#include "pem.h"

#define NAME_SAID_MAX 31

enum jose_error
option_error(struct jose_detail *detail, const char *name, const char *takes, enum jose_error err)
{
	size_t i;

	for (i = 0; i < NAME_SAID_MAX && name[i] != '\0'; i++)
		detail->text[i] = (char)(name[i] >= ' ' && name[i] <= '~' ? name[i] : '?');
	snprintf(detail->text + i, sizeof detail->text - i, "%s%s", takes == NULL ? "" : " takes ",
	    takes == NULL ? "" : takes);
	return err;
}

enum jose_error
option_range_error(struct jose_detail *detail, const char *name, int64_t low, int64_t high)
{
	char takes[80];

	snprintf(takes, sizeof takes, "a whole number from %" PRId64 " to %" PRId64, low, high);
	return option_error(detail, name, takes, JOSE_OPTION_VALUE);
}

/* Every list among the options is one of strings. */
static enum jose_error
type_error(struct jose_detail *detail, const struct option_rule *rule)
{
	static const struct {
		unsigned types;
		const char *takes;
	} words[] = {
	    {JSON_STRING, "a string"},
	    {JSON_NUMBER, "a number"},
	    {JSON_ARRAY, "a list of strings"},
	    {JSON_OBJECT, "an object"},
	    {JSON_BOOLEAN, "true or false, in SQL json('true')"},
	    {JSON_STRING | JSON_ARRAY, "a string or a list of strings"},
	    {JSON_STRING | JSON_BOOLEAN, "a string, true or false, in SQL json('true')"},
	    {JSON_NUMBER | JSON_BOOLEAN, "a number, true or false, in SQL json('true')"},
	};
	const char *takes = NULL;
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (words[i].types == rule->types)
			takes = words[i].takes;
	return option_error(detail, rule->name, takes, JOSE_OPTION_TYPE);
}

/* Names those that there are. */
static enum jose_error
unknown_error(struct jose_detail *detail, const struct json_value *name,
    const struct option_rule *rules, size_t count)
{
	char start[NAME_SAID_MAX + 1] = "";
	size_t length = name->length - 2, said, i;

	memcpy(start, name->text + 1, length < sizeof start ? length : sizeof start - 1);
	option_error(detail, start, NULL, JOSE_OPTION_UNKNOWN);
	said = strlen(detail->text);
	for (i = 0; i < count && said < sizeof detail->text; i++)
		said += (size_t)snprintf(detail->text + said, sizeof detail->text - said, "%s%s",
		    i == 0 ? "; there are " : " ", rules[i].name);
	return JOSE_OPTION_UNKNOWN;
}

static enum jose_error
read_member(const struct json_member *member, const struct option_rule *rules, size_t count,
    void *options, struct jose_detail *detail)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (!json_string_is(&member->name, rules[i].name, strlen(rules[i].name)))
			continue;
		if ((member->value.type & rules[i].types) == 0)
			return type_error(detail, &rules[i]);
		*(struct json_value *)(void *)((char *)options + rules[i].offset) = member->value;
		return JOSE_OK;
	}
	return unknown_error(detail, &member->name, rules, count);
}

/* A caller who swapped key and options is told that, and not that kty is not an option. */
static bool
is_key(const struct json_table *members)
{
	return json_member(members, "kty") != NULL || json_member(members, "keys") != NULL;
}

enum jose_error
option_read(const char *text, size_t length, const struct option_rule *rules, size_t count,
    void *options, struct jose_detail *detail)
{
	struct json_table table;
	struct json_value root;
	enum jose_error err = json_scan(text, length, &root, &table);
	size_t i;

	detail->text[0] = '\0';
	if (err == JOSE_OK && is_key(&table))
		err = JOSE_OPTIONS_ARE_KEY;
	else if (err == JOSE_OK && root.type != JSON_OBJECT)
		err = JOSE_OPTIONS_NOT_OBJECT;
	else if (err == JOSE_BAD_JSON || err == JOSE_DUPLICATE_MEMBER)
		err = pem_is(text, length) ? JOSE_OPTIONS_ARE_KEY : JOSE_OPTIONS_NOT_OBJECT;
	for (i = 0; err == JOSE_OK && i < table.count; i++)
		err = read_member(&table.members[i], rules, count, options, detail);
	json_table_free(&table);
	return err;
}

bool
option_integer(const struct json_value *value, int64_t low, int64_t high, int64_t *result)
{
	struct json_decimal number;

	if (!json_number(value, &number) || number.billionths > 0 || number.more)
		return false;
	*result = number.whole;
	return number.whole >= low && number.whole <= high;
}
