/*
 * language: RFC 9110 section 12.5.4.  Of English and German, which one does a browser like best?
 */
#include <string.h>

#include "tap.h"
#include "web/language.h"

static const struct {
	const char *title, *header, *want;
} headers[] = {
    /* clang-format off */
	{ "who says nothing reads English", NULL, "en" },
	{ "nor does an empty header say more", "", "en" },
	{ "German", "de", "de" },
	{ "RFC 4647 section 3.4: the German of Austria is German", "de-AT", "de" },
	{ "RFC 9110 section 8.5.1: case does not matter", "DE-at", "de" },
	{ "a browser's usual header", "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", "de" },
	{ "the other way round", "en-US,en;q=0.9,de;q=0.8", "en" },
	{ "the quality counts, not the place", "en;q=0.4, de;q=0.6", "de" },
	{ "…to its third digit", "en;q=0.554,de;q=0.555", "de" },
	{ "of two that are alike the first", "de,en", "de" },
	{ "languages that no page has", "fr-CH, fr;q=0.9, de;q=0.5, en;q=0.3", "de" },
	{ "and these alone", "fr, it;q=0.9", "en" },
	{ "RFC 9110 section 12.4.2: what has the quality 0 is not wanted", "en;q=0, *", "de" },
	{ "…and a star does not bring it back", "de;q=0.000,*;q=0.5", "en" },
	{ "a star is for those that are not named", "en;q=0.2, *;q=0.8", "de" },
	{ "and alone it is content with English", "*", "en" },
	{ "blanks and tabs", " \t fr , \tde ; q=0.9 , en ; q=0.1", "de" },
	{ "a name that only begins like one", "den, english", "en" },
	{ "a quality that is none is none", "de;q=inf, en;q=0.001", "en" },
	{ "…nor is one that is missing", "de;, en;q=0.1", "en" },
	{ "…nor does it take that of its neighbour", "de;level,en;q=1", "en" },
	{ "commas alone", ",,,;;=,", "en" },
    /* clang-format on */
};

int
main(void)
{
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		const char *got = language_preferred(headers[i].header);

		ok(headers[i].title, strcmp(got, headers[i].want) == 0);
	}
	return tap_end();
}
