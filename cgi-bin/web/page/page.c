/*
 * page: the nodes of a template are written one after the other.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "template.h"

/* A model's object, and the one around it: a name is looked up from the innermost. */
struct scope {
	const struct scope *outer;
	const cJSON *object;
};

static const cJSON *
look_up(const struct scope *scope, const char *name)
{
	const cJSON *found = NULL;

	for (; scope != NULL && found == NULL; scope = scope->outer)
		found = cJSON_GetObjectItemCaseSensitive(scope->object, name);
	return found;
}

static bool
is_shown(const cJSON *item)
{
	if (item == NULL || cJSON_IsNull(item) || cJSON_IsFalse(item))
		return false;
	if (cJSON_IsString(item))
		return item->valuestring[0] != '\0';
	if (cJSON_IsNumber(item))
		return item->valuedouble < 0 || item->valuedouble > 0;
	return !cJSON_IsArray(item) || item->child != NULL;
}

static void
write_text(FILE *out, const char *text)
{
	static const char special[] = "&<>\"'";
	static const char *const escaped[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

	for (;;) {
		size_t plain = strcspn(text, special);

		fwrite(text, 1, plain, out);
		text += plain;
		if (*text == '\0')
			return;
		fputs(escaped[strchr(special, *text++) - special], out);
	}
}

static void
write_value(FILE *out, const cJSON *item)
{
	char *number;

	if (cJSON_IsString(item)) {
		write_text(out, item->valuestring);
	} else if (cJSON_IsNumber(item)) {
		number = cJSON_PrintUnformatted(item);
		fputs(number != NULL ? number : "", out);
		cJSON_free(number);
	}
}

static void write_nodes(
    FILE *out, const struct template *page, size_t from, size_t to, const struct scope *scope);

static void
write_within(FILE *out, const struct template *page, size_t section, const struct scope *scope,
    const cJSON *item)
{
	struct scope inner = {.outer = scope, .object = item};

	write_nodes(out, page, section + 1, page->nodes[section].after,
	    cJSON_IsObject(item) ? &inner : scope);
}

static void
write_section(FILE *out, const struct template *page, size_t section, const struct scope *scope)
{
	const struct node *node = &page->nodes[section];
	const cJSON *item = look_up(scope, node->name);
	const cJSON *element;

	if (is_shown(item) == (node->kind == NODE_UNLESS))
		return;
	if (node->kind == NODE_SECTION && cJSON_IsArray(item))
		cJSON_ArrayForEach (element, item)
			write_within(out, page, section, scope, element);
	else
		write_within(out, page, section, scope, item);
}

static void
write_nodes(
    FILE *out, const struct template *page, size_t from, size_t to, const struct scope *scope)
{
	for (size_t i = from; i < to; i++) {
		const struct node *node = &page->nodes[i];

		if (node->kind == NODE_TEXT) {
			fwrite(node->text, 1, node->size, out);
		} else if (node->kind == NODE_VALUE) {
			write_value(out, look_up(scope, node->name));
		} else {
			write_section(out, page, i, scope);
			i = node->after - 1;
		}
	}
}

char *
page_render(const char *path, const cJSON *model, size_t *size)
{
	const struct template *page = template_find(path);
	const struct scope scope = {.object = model};
	char *text = NULL;
	FILE *out = page != NULL ? open_memstream(&text, size) : NULL;

	if (out == NULL)
		return NULL;
	write_nodes(out, page, 0, page->nnodes, &scope);
	if (fclose(out) == 0)
		return text;
	free(text);
	return NULL;
}
