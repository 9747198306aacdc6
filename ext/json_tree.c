/*
 * JSON as a tree of cJSON: for keys, which are read once and then changed, published and printed.
 */
#include <limits.h>
#include <string.h>
#include <openssl/crypto.h>

#include "json.h"
#include "json_tree.h"

#define NODE_TEXT_MAX 64 /* a number, or the marks around a value */
#define ESCAPED_MAX 6    /* RFC 8259 section 7: \u and four digits */

enum jose_error
json_tree(const char *text, size_t length, cJSON **tree)
{
	struct json_table table;
	struct json_value root;
	enum jose_error err = json_scan(text, length, &root, &table);

	json_table_free(&table);
	if (err != JOSE_OK)
		return err;
	*tree = cJSON_ParseWithLength(text, length);
	/* It was good JSON, so nothing else can be wrong. */
	return *tree == NULL ? JOSE_NO_MEMORY : JOSE_OK;
}

static void
wipe(cJSON *node)
{
	for (; node != NULL; node = node->next) {
		if (node->valuestring != NULL)
			OPENSSL_cleanse(node->valuestring, strlen(node->valuestring));
		wipe(node->child);
	}
}

void
json_tree_free(cJSON *tree)
{
	wipe(tree);
	cJSON_Delete(tree);
}

cJSON *
json_tree_member(const cJSON *tree, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(tree, name);
}

const char *
json_tree_string(const cJSON *tree, const char *name)
{
	return cJSON_GetStringValue(json_tree_member(tree, name));
}

static size_t
text_bound(const cJSON *tree)
{
	size_t bound = NODE_TEXT_MAX;
	const cJSON *child;

	if (tree->string != NULL)
		bound += ESCAPED_MAX * strlen(tree->string);
	if (tree->valuestring != NULL)
		bound += ESCAPED_MAX * strlen(tree->valuestring);
	cJSON_ArrayForEach (child, tree)
		bound += text_bound(child);
	return bound;
}

/* In one piece: a buffer that grows leaves copies of what it held, and these are not wiped. */
char *
json_tree_text(const cJSON *tree)
{
	size_t bound = text_bound(tree);

	return bound > INT_MAX ? NULL : cJSON_PrintBuffered(tree, (int)bound, false);
}

void
json_tree_text_free(char *text)
{
	if (text != NULL)
		OPENSSL_cleanse(text, strlen(text));
	cJSON_free(text);
}
