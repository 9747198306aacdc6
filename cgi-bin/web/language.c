/*
 * language: RFC 9110 section 12.5.4, and the table of phrases.  A range is looked up by its first
 * part (RFC 4647 section 3.4): who asks for de-AT is content with de.
 */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "exchange.h"
#include "exchange_room.h"
#include "language.h"
#include "web/page/page.h"
#include "language.sql.h"

/* The first is that of the phrases themselves, and of those who like none. */
static const char *const languages[] = {"en", "de"};

/* In thousandths, RFC 9110 section 12.4.2: 1, or 0 and up to three digits behind its point. */
static int
quality_of(const char *range, size_t size)
{
	const char *weight = memchr(range, ';', size);
	const char *at = weight != NULL ? strpbrk(weight, "=,") : NULL;
	int quality = 0;

	if (weight == NULL || (at != NULL && at[0] == '=' && at[1] == '1'))
		return 1000;
	if (at == NULL || strncmp(at, "=0.", 3) != 0)
		return 0;
	at += 3;
	for (int worth = 100; worth > 0 && *at >= '0' && *at <= '9'; worth /= 10)
		quality += (*at++ - '0') * worth;
	return quality;
}

/*
 * How much the header likes a range: by its quality, and of two that are alike the first more.
 * 0: not at all; -1: it is silent.
 */
static int
liking(const char *header, const char *name)
{
	int liked = -1, later = 0;

	for (const char *range = header; *range != '\0'; later += later < 999) {
		size_t size, length;

		range += strspn(range, ", \t");
		size = strcspn(range, ",");
		length = strcspn(range, "-;, \t");
		if (length == strlen(name) && strncasecmp(range, name, length) == 0) {
			int quality = quality_of(range, size);
			int much = quality > 0 ? quality * 1000 + 999 - later : 0;

			liked = much > liked ? much : liked;
		}
		range += size;
	}
	return liked;
}

const char *
language_preferred(const char *accept_language)
{
	const char *header = accept_language != NULL ? accept_language : "";
	int most = 0, any = liking(header, "*");
	size_t best = 0;

	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		int liked = liking(header, languages[i]);

		liked = liked < 0 ? any : liked;
		if (liked > most) {
			most = liked;
			best = i;
		}
	}
	return languages[best];
}

/* The first of these tags, the best one first and blanks between, that pages are in; or NULL. */
static const char *
first_known(const char *locales)
{
	while (locales != NULL && *(locales += strspn(locales, " ")) != '\0') {
		size_t length = strcspn(locales, "- ");

		for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
			if (length == strlen(languages[i]) &&
			    strncasecmp(locales, languages[i], length) == 0)
				return languages[i];
		locales += strcspn(locales, " ");
	}
	return NULL;
}

const char *
language_of_page(struct exchange *x)
{
	const char *language = first_known(text_of(x, "@page_locales"));

	if (language == NULL)
		language = text_of(x, "@language");
	return x->program->is_translated && language != NULL ? language : languages[0];
}

/* A lookup beside the exchange's names: the same statement answers for one phrase after another. */
struct lookup {
	struct exchange *x;
	struct value language, phrase;
	const char *found;
};

static struct value
text_value(const char *text)
{
	return (struct value){.type = VALUE_TEXT, .text = text, .size = strlen(text)};
}

static const struct value *
parameter(void *self, const char *name)
{
	const struct lookup *lookup = self;

	if (strcmp(name, "$page_language") == 0)
		return &lookup->language;
	return strcmp(name, "$phrase") == 0 ? &lookup->phrase : names_get(&lookup->x->names, name);
}

static bool
keep_translated(void *self, const struct store_row *row)
{
	struct lookup *lookup = self;

	lookup->found = names_keep(&lookup->x->names, row->values[0].text, row->values[0].size);
	return lookup->found != NULL;
}

static const char *
translated(void *self, const char *phrase)
{
	struct lookup lookup = {.x = self, .phrase = text_value(phrase)};
	const struct store_caller caller = {
	    .self = &lookup, .parameter = parameter, .row = keep_translated};

	lookup.language = text_value(language_of_page(self));
	store_run(lookup.x->store, &sql_language_translated, &caller);
	return lookup.found;
}

const struct page_language *
language_phrases(struct exchange *x, struct page_language *language)
{
	*language = (struct page_language){.self = x, .translated = translated};
	return language_of_page(x) != languages[0] ? language : NULL;
}
