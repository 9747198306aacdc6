/*
 * template: how a file is read.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/log.h"
#include "template.h"
#include "www.h"

static struct template *templates;

/* A file that is being read: the page itself, or a part that stands in another. */
struct reader {
	const struct reader *outer;
	const char *path;
	const char *at, *end;
};

/* {{name}}, and with a sigil {{#name}} {{^name}} {{/name}} {{>name}} {{~name}} {{'phrase}}. */
struct tag {
	const char *start;
	char sigil; /* ' ': none */
	const char *name;
	size_t size;
};

static struct node *
add_node(struct template *template, enum node_kind kind)
{
	if (template->nnodes == template->room) {
		size_t room = template->room > 0 ? 2 * template->room : 64;
		struct node *nodes = reallocarray(template->nodes, room, sizeof *nodes);

		if (nodes == NULL)
			return NULL;
		template->nodes = nodes;
		template->room = room;
	}
	template->nodes[template->nnodes] = (struct node){.kind = kind};
	return &template->nodes[template->nnodes++];
}

static bool
add_text(struct template *template, const char *text, size_t size)
{
	struct node *node = size > 0 ? add_node(template, NODE_TEXT) : NULL;

	if (node != NULL) {
		node->text = text;
		node->size = size;
	}
	return size == 0 || node != NULL;
}

static bool
add_name(struct template *template, enum node_kind kind, const struct tag *tag)
{
	struct node *node = add_node(template, kind);

	if (node != NULL)
		node->name = strndup(tag->name, tag->size);
	return node != NULL && node->name != NULL;
}

/* Braces that are never closed are text.  A phrase may end with a brace of its own. */
static bool
next_tag(struct reader *reader, struct tag *tag)
{
	const char *start = memmem(reader->at, (size_t)(reader->end - reader->at), "{{", 2);
	const char *close =
	    start != NULL ? memmem(start, (size_t)(reader->end - start), "}}", 2) : NULL;

	if (close == NULL)
		return false;
	tag->start = start;
	tag->sigil = strchr("#^/>~'", start[2]) != NULL ? start[2] : ' ';
	while (tag->sigil == '\'' && close + 2 < reader->end && close[2] == '}')
		close++;
	tag->name = start + (tag->sigil == ' ' ? 2 : 3);
	tag->size = (size_t)(close - tag->name);
	reader->at = close + 2;
	return true;
}

static bool read_nodes(struct template *template, struct reader *reader, const struct tag *section);

/* A file does not stand in itself, so the chain of readers ends. */
static bool
read_file(struct template *template, const char *path, const struct reader *outer)
{
	struct reader reader = {.outer = outer, .path = path};
	size_t size;

	for (const struct reader *around = outer; around != NULL; around = around->outer)
		if (strcmp(around->path, path) == 0) {
			log_line("page %s: %s is a part of itself", template->path, path);
			return false;
		}
	reader.at = www_file(path, &size);
	if (reader.at == NULL) {
		log_line("page %s: no file %s", template->path, path);
		return false;
	}
	reader.end = reader.at + size;
	return read_nodes(template, &reader, NULL);
}

static bool
read_part(struct template *template, const struct reader *outer, const struct tag *tag)
{
	char *path = NULL;
	bool good = asprintf(&path, "%.*s.html", (int)tag->size, tag->name) > 0 &&
		    read_file(template, path, outer);

	free(path);
	return good;
}

static bool
read_section(struct template *template, struct reader *reader, const struct tag *tag)
{
	size_t first = template->nnodes;

	if (!add_name(template, tag->sigil == '#' ? NODE_SECTION : NODE_UNLESS, tag) ||
	    !read_nodes(template, reader, tag))
		return false;
	template->nodes[first].after = template->nnodes;
	return true;
}

static bool
closes(const struct tag *tag, const struct tag *section)
{
	return section != NULL && tag->size == section->size &&
	       memcmp(tag->name, section->name, tag->size) == 0;
}

static bool
read_tag(struct template *template, struct reader *reader, const struct tag *tag)
{
	switch (tag->sigil) {
	case '#':
	case '^':
		return read_section(template, reader, tag);
	case '>':
		return read_part(template, reader, tag);
	case '\'':
		return add_name(template, NODE_PHRASE, tag);
	case '~':
		return add_name(template, NODE_PHRASE_VALUE, tag);
	case '/':
		log_line("page %s: {{/%.*s}} in %s closes nothing", template->path, (int)tag->size,
		    tag->name, reader->path);
		return false;
	default:
		return add_name(template, NODE_VALUE, tag);
	}
}

/* Up to the end of the section, or of the file. */
static bool
read_nodes(struct template *template, struct reader *reader, const struct tag *section)
{
	const char *text = reader->at;
	struct tag tag;

	for (; next_tag(reader, &tag); text = reader->at) {
		if (!add_text(template, text, (size_t)(tag.start - text)))
			return false;
		if (tag.sigil == '/' && closes(&tag, section))
			return true;
		if (!read_tag(template, reader, &tag))
			return false;
	}
	if (section != NULL) {
		log_line("page %s: %s lacks {{/%.*s}}", template->path, reader->path,
		    (int)section->size, section->name);
		return false;
	}
	return add_text(template, text, (size_t)(reader->end - text));
}

static void
template_free(struct template *template)
{
	if (template == NULL)
		return;
	for (size_t i = 0; i < template->nnodes; i++)
		free(template->nodes[i].name);
	free(template->nodes);
	free(template->path);
	free(template);
}

static struct template *
read_template(const char *path)
{
	struct template *template = calloc(1, sizeof *template);

	if (template != NULL)
		template->path = strdup(path);
	if (template != NULL && template->path != NULL && read_file(template, path, NULL))
		return template;
	template_free(template);
	return NULL;
}

const struct template *
template_find(const char *path)
{
	struct template *template = templates;

	while (template != NULL && strcmp(template->path, path) != 0)
		template = template->next;
	if (template != NULL)
		return template;
	template = read_template(path);
	if (template != NULL) {
		template->next = templates;
		templates = template;
	}
	return template;
}
