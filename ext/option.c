/*
 * The options of a call: one JSON object, each member with a rule.
 */
#include <string.h>

#include "option.h"

enum jose_error
option_blame(struct option_culprit *culprit, const char *name, enum jose_error err)
{
	size_t i;

	for (i = 0; i < sizeof culprit->name - 1 && name[i] != '\0'; i++)
		culprit->name[i] = (char)(name[i] >= ' ' && name[i] <= '~' ? name[i] : '?');
	culprit->name[i] = '\0';
	return err;
}

static enum jose_error
blame_unknown(struct option_culprit *culprit, const struct json_value *name)
{
	char start[sizeof culprit->name] = "";
	size_t length = name->length - 2;

	memcpy(start, name->text + 1, length < sizeof start ? length : sizeof start - 1);
	return option_blame(culprit, start, JOSE_OPTION_UNKNOWN);
}

static enum jose_error
read_member(const struct json_member *member, const struct option_rule *rules, size_t count,
    void *options, struct option_culprit *culprit)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (!json_string_is(&member->name, rules[i].name, strlen(rules[i].name)))
			continue;
		if ((member->value.type & rules[i].types) == 0)
			return option_blame(culprit, rules[i].name, JOSE_OPTION_TYPE);
		*(struct json_value *)(void *)((char *)options + rules[i].offset) = member->value;
		return JOSE_OK;
	}
	return blame_unknown(culprit, &member->name);
}

enum jose_error
option_read(const char *text, size_t length, const struct option_rule *rules, size_t count,
    void *options, struct option_culprit *culprit)
{
	struct json_table table;
	struct json_value root;
	enum jose_error err = json_scan(text, length, &root, &table);
	size_t i;

	culprit->name[0] = '\0';
	if (err == JOSE_OK && root.type != JSON_OBJECT)
		err = JOSE_OPTIONS_NOT_OBJECT;
	else if (err == JOSE_BAD_JSON || err == JOSE_DUPLICATE_MEMBER)
		err = JOSE_OPTIONS_NOT_OBJECT;
	for (i = 0; err == JOSE_OK && i < table.count; i++)
		err = read_member(&table.members[i], rules, count, options, culprit);
	json_table_free(&table);
	return err;
}

bool
option_integer(const struct json_value *value, int64_t low, int64_t high, int64_t *result)
{
	double number;

	if (!json_number(value, &number) || number < (double)low || number > (double)high)
		return false;
	*result = (int64_t)number;
	return (double)*result == number;
}
