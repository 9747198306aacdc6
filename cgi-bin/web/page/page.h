/*
 * page: the .html files of www/, with what stands in double braces filled in, always escaped.
 *   {{name}}                a string or number of the model (of the innermost object that has it)
 *   {{#name}} … {{/name}}   for each element of a list; once for an object, a true value or a text
 *   {{^name}} … {{/name}}   once when it is absent, null, false, 0, "" or an empty list
 *   {{>shared/head}}        a part: what stands in the file shared/head.html, with the same model
 *   {{'Who asks?}}          a phrase, in the page's language; English is its key
 *   {{'{who} has {~what}}}  a phrase with values in it
 *   {{~says}}               a value that is a phrase itself, as {~what} is
 * In a phrase `code` and *weight* are marked so.  There is no way to write something unescaped.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include <stddef.h>
#include <cjson/cJSON.h>

/* A phrase in another language, borrowed until the page is done; NULL: not known. */
struct page_language {
	void *self;
	const char *(*translated)(void *self, const char *phrase);
};

/*
 * The page at this path in www/ ("client/home.html"), which is read once per process.  The text is
 * the caller's to free; NULL: the page is not there or has a mistake (the log says which).  Without
 * a language the phrases stand as they are.
 */
char *page_render(
    const char *path, const cJSON *model, const struct page_language *language, size_t *size);

#endif
