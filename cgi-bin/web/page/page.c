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

struct writer {
	FILE *out;
	const struct page_language *language; /* NULL: that of the phrases */
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

/* The phrase itself where the language has no other words for it. */
static const char *
translated(const struct writer *to, const char *phrase)
{
	const char *text =
	    to->language != NULL ? to->language->translated(to->language->self, phrase) : NULL;

	return text != NULL ? text : phrase;
}

static void
write_text(FILE *out, const char *text, size_t size)
{
	static const char special[] = "&<>\"'";
	static const char *const escaped[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
	size_t plain;

	for (const char *end = text + size; (plain = strcspn(text, special)) < (size_t)(end - text);
	     text += plain + 1) {
		fwrite(text, 1, plain, out);
		fputs(escaped[strchr(special, text[plain]) - special], out);
		size -= plain + 1;
	}
	fwrite(text, 1, size, out);
}

static void
write_value(const struct writer *to, const cJSON *item)
{
	char *number;

	if (cJSON_IsString(item)) {
		write_text(to->out, item->valuestring, strlen(item->valuestring));
	} else if (cJSON_IsNumber(item)) {
		number = cJSON_PrintUnformatted(item);
		fputs(number != NULL ? number : "", to->out);
		cJSON_free(number);
	}
}

/* What is no text, or in no other language, is written as it is. */
static void
write_translated(const struct writer *to, const cJSON *item)
{
	const char *text = cJSON_IsString(item) ? translated(to, item->valuestring) : NULL;

	if (text != NULL)
		write_text(to->out, text, strlen(text));
	else
		write_value(to, item);
}

/* {name} or {~name}, at its brace; gives what stands behind it. */
static const char *
write_placeholder(const struct writer *to, const char *at, const struct scope *scope)
{
	size_t size = strcspn(at, "}");
	bool is_phrase = at[1] == '~';
	char *name = strndup(at + 1 + is_phrase, size - 1 - is_phrase);
	const cJSON *item = name != NULL ? look_up(scope, name) : NULL;

	free(name);
	if (is_phrase)
		write_translated(to, item);
	else
		write_value(to, item);
	return at + size + (at[size] == '}');
}

/* A mark opens its element, and the next of its kind closes it. */
static void
write_phrase(const struct writer *to, const char *phrase, const struct scope *scope)
{
	bool in_code = false, in_weight = false;

	for (const char *at = translated(to, phrase); *at != '\0';) {
		size_t plain = strcspn(at, "{`*");

		write_text(to->out, at, plain);
		at += plain;
		if (*at == '{') {
			at = write_placeholder(to, at, scope);
		} else if (*at == '`') {
			fputs((in_code = !in_code) ? "<code>" : "</code>", to->out);
			at++;
		} else if (*at == '*') {
			fputs((in_weight = !in_weight) ? "<b>" : "</b>", to->out);
			at++;
		}
	}
}

static void write_nodes(const struct writer *to, const struct template *page, size_t from,
    size_t end, const struct scope *scope);

static void
write_within(const struct writer *to, const struct template *page, size_t section,
    const struct scope *scope, const cJSON *item)
{
	struct scope inner = {.outer = scope, .object = item};

	write_nodes(to, page, section + 1, page->nodes[section].after,
	    cJSON_IsObject(item) ? &inner : scope);
}

static void
write_section(
    const struct writer *to, const struct template *page, size_t section, const struct scope *scope)
{
	const struct node *node = &page->nodes[section];
	const cJSON *item = look_up(scope, node->name);
	const cJSON *element;

	if (is_shown(item) == (node->kind == NODE_UNLESS))
		return;
	if (node->kind == NODE_SECTION && cJSON_IsArray(item))
		cJSON_ArrayForEach (element, item)
			write_within(to, page, section, scope, element);
	else
		write_within(to, page, section, scope, item);
}

/* One node, or a section with all that stands in it; gives the next. */
static size_t
write_node(
    const struct writer *to, const struct template *page, size_t i, const struct scope *scope)
{
	const struct node *node = &page->nodes[i];

	switch (node->kind) {
	case NODE_TEXT:
		fwrite(node->text, 1, node->size, to->out);
		break;
	case NODE_VALUE:
		write_value(to, look_up(scope, node->name));
		break;
	case NODE_PHRASE:
		write_phrase(to, node->name, scope);
		break;
	case NODE_PHRASE_VALUE:
		write_translated(to, look_up(scope, node->name));
		break;
	case NODE_SECTION:
	case NODE_UNLESS:
		write_section(to, page, i, scope);
		return node->after;
	}
	return i + 1;
}

static void
write_nodes(const struct writer *to, const struct template *page, size_t from, size_t end,
    const struct scope *scope)
{
	while (from < end)
		from = write_node(to, page, from, scope);
}

char *
page_render(
    const char *path, const cJSON *model, const struct page_language *language, size_t *size)
{
	const struct template *page = template_find(path);
	const struct scope scope = {.object = model};
	struct writer to = {.language = language};
	char *text = NULL;

	to.out = page != NULL ? open_memstream(&text, size) : NULL;
	if (to.out == NULL)
		return NULL;
	write_nodes(&to, page, 0, page->nnodes, &scope);
	if (fclose(to.out) == 0)
		return text;
	free(text);
	return NULL;
}
