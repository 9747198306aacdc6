/*
 * language: in which of our languages a page is, and what a phrase is called in it.
 */
#ifndef WEB_LANGUAGE_H
#define WEB_LANGUAGE_H

struct exchange;
struct page_language;

/* Of the languages that pages have the one that the header Accept-Language (or NULL) likes best. */
const char *language_preferred(const char *accept_language);

/*
 * That of this exchange's pages: the first that @page_locales names, where a statement gave some;
 * else @language; "en" where the program has them in no other.
 */
const char *language_of_page(struct exchange *x);

/* For page_render: phrases are looked up in the table translation, those of English nowhere. */
const struct page_language *language_phrases(struct exchange *x, struct page_language *language);

#endif
