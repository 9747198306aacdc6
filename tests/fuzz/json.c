/*
 * Strict JSON, RFC 8259: what is accepted stands in its source, equals itself, and is JSON to
 * others too.
 */

#include "fuzz.h"
#include "json_number.h"
#include "json_tree.h"
#include "json_value.h"

static void
look_at_string(const struct json_value *string)
{
	size_t length = 0;
	char *plain = json_unescape(string, &length);

	must(plain != NULL && length + 2 <= string->length && strlen(plain) == length);
	must(json_string_is(string, plain, length));
	must(json_string_compare(string, string) == 0);
	free(plain);
}

static void
look_at(const struct json_value *value, const char *text, size_t length)
{
	struct json_decimal number;

	must(value->text >= text && value->text + value->length <= text + length);
	must(value->length > 0);
	if (value->type == JSON_STRING)
		look_at_string(value);
	if (value->type == JSON_NUMBER && json_number(value, &number))
		must(number.whole >= -JSON_NUMBER_MAX && number.whole <= JSON_NUMBER_MAX &&
		     number.billionths >= 0 && number.billionths < 1000000000);
	must(json_equal(value, value));
	json_all_strings(value);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1); /* of the exact size, so that a byte too many is seen */
	struct json_table table;
	struct json_value root;
	cJSON *tree = NULL;
	enum jose_error err;
	size_t i;

	must(text != NULL);
	memcpy(text, data, size);
	err = json_scan(text, size, &root, &table);
	must(err == JOSE_OK || err == JOSE_BAD_JSON || err == JOSE_DUPLICATE_MEMBER);
	if (err == JOSE_OK) {
		look_at(&root, text, size);
		for (i = 0; i < table.count; i++) {
			look_at(&table.members[i].value, text, size);
			if (root.type == JSON_OBJECT)
				look_at(&table.members[i].name, text, size);
		}
		must(json_tree(text, size, &tree) == JOSE_OK);
		must(cJSON_GetArraySize(tree) == (int)table.count);
		json_tree_free(tree);
	}
	json_table_free(&table);
	free(text);
	return 0;
}
