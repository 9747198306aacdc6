/*
 * look_up: the catalogues of the database as pages: reasons, functions, tables, words, settings,
 * and kinds of tokens.
 */
#include <string.h>

#include "workshop/reference/reference.h"
#include "workshop/seat/seat.h"
#include "look_up.sql.h"

static const struct {
	const char *name, *page;
	const struct statement *model;
} pages[] = {
    /* clang-format off */
	{ "reasons",   "workshop/reference/reasons.html",   &sql_look_up_reasons },
	{ "functions", "workshop/reference/functions.html", &sql_look_up_functions },
	{ "tables",    "workshop/reference/tables.html",    &sql_look_up_tables },
	{ "glossary",  "workshop/reference/glossary.html",  &sql_look_up_glossary },
	{ "settings",  "workshop/reference/settings.html",  &sql_look_up_settings },
	{ "tokens",    "workshop/reference/tokens.html",    &sql_look_up_tokens },
    /* clang-format on */
};

void
look_up_start_get(struct exchange *x)
{
	if (record_is_public(x))
		answer_page(x, 200, "workshop/reference/start.html", &sql_look_up_start);
}

void
look_up_get(struct exchange *x)
{
	const char *name = text_of(x, "$rest");

	if (!record_is_public(x))
		return;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		if (name != NULL && strcmp(pages[i].name, name) == 0) {
			answer_page(x, 200, pages[i].page, pages[i].model);
			return;
		}
	}
	refuse(x, "reference_unknown");
}
