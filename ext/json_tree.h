/*
 * JSON as a tree of cJSON, for keys and sets of keys only: tokens are read by json_scan alone.
 */
#ifndef JSON_TREE_H
#define JSON_TREE_H

#include <cjson/cJSON.h>

#include "jose.h"

/* The tree of a strictly checked text. */
enum jose_error json_tree(const char *text, size_t length, cJSON **tree);
/* Wipes every string before freeing: a tree may be a private key. */
void json_tree_free(cJSON *tree);
/* The member of that name, in its exact case; NULL when there is none. */
cJSON *json_tree_member(const cJSON *tree, const char *name);
/* The same as text; NULL when it is not a string. */
const char *json_tree_string(const cJSON *tree, const char *name);
/* Prints it; NULL without memory.  json_tree_text_free wipes the text. */
char *json_tree_text(const cJSON *tree);
void json_tree_text_free(char *text);

#endif
