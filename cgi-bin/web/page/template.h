/*
 * template: a page of www/ as a row of nodes, its parts in their places.  page.h says what a file
 * may have.
 */
#ifndef WEB_TEMPLATE_H
#define WEB_TEMPLATE_H

#include <stddef.h>

enum node_kind { NODE_TEXT, NODE_VALUE, NODE_PHRASE, NODE_PHRASE_VALUE, NODE_SECTION, NODE_UNLESS };

struct node {
	enum node_kind kind;
	const char *text; /* of NODE_TEXT: size bytes, borrowed from the file */
	size_t size;
	char *name;   /* of the others, owned; of NODE_PHRASE the phrase */
	size_t after; /* of a section: the node behind its last one */
};

struct template
{
	struct template *next;
	char *path;
	struct node *nodes;
	size_t nnodes, room;
};

/* Read once per process, and borrowed from then on; NULL: the log says why. */
const struct template *template_find(const char *path);

#endif
