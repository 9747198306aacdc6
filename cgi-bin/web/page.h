/*
 * page: real .html files of www/ with {{name}} filled in, always escaped.
 *   {{name}}                  a string or number of the model (of the innermost object that has it)
 *   {{#name}} … {{/name}}     for each element of a list; once for an object, a true value or a
 * text
 *   {{^name}} … {{/name}}     once when it is absent, null, false, "" or an empty list
 * There is no way to write something unescaped.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include <stddef.h>
#include <cjson/cJSON.h>

/* The file OIDC_WWW/name, read once per process; malloc'd text of the page, or NULL (the log says
 * why). */
char *page_render(const char *name, const cJSON *model, size_t *size);

/* A file of www/ as it is: the stylesheet, a script.  Borrowed for the life of the process; NULL
 * when absent. */
const char *page_file(const char *name, size_t *size);

#endif
