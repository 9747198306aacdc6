/* form: what is parsed, what is refused, what is written. */
#include <stdlib.h>
#include <string.h>

#include "tap.h"
#include "web/form.h"

static char taken[4096];

static const char *
take(void *self, const char *name, const char *value, size_t size)
{
	(void)self;
	if (strcmp(name, "again") == 0 && strstr(taken, "again") != NULL)
		return "parameter_repeated";
	if (value == NULL)
		snprintf(taken + strlen(taken), sizeof taken - strlen(taken), "[%s?]", name);
	else
		snprintf(taken + strlen(taken), sizeof taken - strlen(taken), "[%s=%s:%zu]", name,
		    value, size);
	return NULL;
}

static const struct {
	const char *title, *text, *reason, *taken;
} forms[] = {
    /* clang-format off */
	{ "RFC 6749 appendix B: names and values are decoded", "a=1&b=x+y%26z&%63=", NULL, "[a=1:1][b=x y&z:5][c=:0]" },
	{ "nothing is a form without parameters", "", NULL, "" },
	{ "a name without = has an empty value", "a&b", NULL, "[a=:0][b=:0]" },
	{ "nothing between two ampersands", "&&a=1&", NULL, "[a=1:1]" },
	{ "= after the first belongs to the value", "a=b=c", NULL, "[a=b=c:3]" },
	{ "UTF-8 passes", "a=%C3%A9%F0%9F%94%91", NULL, "[a=\xc3\xa9\xf0\x9f\x94\x91:6]" },
	{ "RFC 6749 section 3.1: what the taker knows already is refused", "again=1&again=1", "parameter_repeated", "[again=1:1]" },
	{ "an escape of one digit is broken", "a=%4", "form_broken", "[a?]" },
	{ "an escape at the end is broken", "a=%", "form_broken", "[a?]" },
	{ "an escape of no digits is broken", "a=%zz", "form_broken", "[a?]" },
	{ "a NUL in a value", "a=x%00y", "form_nul", "[a?]" },
	{ "a NUL in a name", "x%00y=a", "form_nul", "" },
	{ "an overlong slash", "a=%C0%AF", "form_not_utf8", "[a?]" },
	{ "a surrogate", "a=%ED%A0%80", "form_not_utf8", "[a?]" },
	{ "a sequence cut short", "a=%E2%82", "form_not_utf8", "[a?]" },
	{ "beyond U+10FFFF", "a=%F4%90%80%80", "form_not_utf8", "[a?]" },
	{ "RFC 6749 section 4.1.2.1: what stands behind a flaw is read, so that somebody can be told", "a=%4&b=1&x%00y=2&c=3", "form_broken", "[a?][b=1:1][c=3:1]" },
	{ "the first flaw is the one that is told", "a=%00&b=%4", "form_nul", "[a?][b?]" },
	{ "a raw byte that is no UTF-8", "a=\xff", "form_not_utf8", "[a?]" },
    /* clang-format on */
};

static void
test_parse(void)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const char *reason;

		taken[0] = '\0';
		reason = form_parse(forms[i].text, strlen(forms[i].text), take, NULL);
		ok(forms[i].title, strcmp(taken, forms[i].taken) == 0 &&
				       (reason == NULL ? forms[i].reason == NULL
						       : forms[i].reason != NULL &&
							     strcmp(reason, forms[i].reason) == 0));
	}
}

static void
test_many(void)
{
	char text[2 * (FORM_PARAMETERS + 1) + 1] = "";
	const char *reason;

	for (int i = 0; i < FORM_PARAMETERS; i++)
		strcat(text, "a&");
	ok("a hundred parameters pass", form_parse(text, strlen(text), take, NULL) == NULL);
	strcat(text, "a");
	reason = form_parse(text, strlen(text), take, NULL);
	ok("one more does not", reason != NULL && strcmp(reason, "form_too_many") == 0);
}

static void
test_encode(void)
{
	char *text = form_encode(
	    "{\"code\":\"a b&c\",\"none\":null,\"n\":7,\"t\":true,\"u\":\"\xc3\xa9~\"}");

	ok("members are written, null ones left out",
	    text != NULL && strcmp(text, "code=a%20b%26c&n=7&t=true&u=%C3%A9~") == 0);
	free(text);
	text = form_encode("{}");
	ok("no members, no text", text != NULL && *text == '\0');
	free(text);
	ok("a list is no form", form_encode("[1]") == NULL);
	ok("nor is what is no JSON", form_encode("{") == NULL);
}

static void
test_json_flaw(void)
{
	static const char *const nul[] = {"{\"a\":\"x\\u0000\"}", "\\\\\\u0000"};
	static const char *const half[] = {"\"x\\ud83dy\"", "\"\\uDE00\"",
	    "\"\\ud83d\\ud83d\\ude00\"", "\"\\ud83d\\u0041\"", "\\\\\\uDBff", "\\ud83d"};
	static const char *const good[] = {"\"\\\\u0000\"", "\"\\u0001u0000\\",
	    "\"\\ud83d\\ude00\\uD7FF\\ue000\"", "\"\\\\ud83d\"", "\\ud8", "\\ud"};
	const char *flaw;

	for (size_t i = 0; i < sizeof nul / sizeof *nul; i++) {
		flaw = form_json_flaw(nul[i]);
		ok("RFC 8259 section 9: a NUL that JSON escapes is seen",
		    flaw != NULL && strcmp(flaw, "form_nul") == 0);
	}
	for (size_t i = 0; i < sizeof half / sizeof *half; i++) {
		flaw = form_json_flaw(half[i]);
		ok("RFC 8259 section 8.2: half of a surrogate pair is seen, the first or the "
		   "second",
		    flaw != NULL && strcmp(flaw, "form_not_utf8") == 0);
	}
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		ok("a whole pair is a character, and a backslash before u0000 is none",
		    form_json_flaw(good[i]) == NULL);
}

int
main(void)
{
	test_parse();
	test_many();
	test_encode();
	test_json_flaw();
	return tap_end();
}
