/*
 * page: templates are filled, and whatever is filled in is escaped.  Pages stand in folders and
 * have parts; a mistake in one is a sentence in the log, and no page.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap.h"
#include "web/page/page.h"
#include "web/page/www.h"

enum { MANY = 100 };

#define DEEP(part) part part part part part part part part part part part part part part part part
#define LONG \
	"a_name_that_is_longer_than_any_name_of_a_model_that_a_reasonable_person_would_ever_write"

static const struct {
	const char *title, *template, *model, *want;
} pages[] = {
    /* clang-format off */
	{ "a text", "<p>{{name}}</p>", "{\"name\":\"Alice\"}", "<p>Alice</p>" },
	{ "HTML in a value is text", "<p title=\"{{v}}\">{{v}}", "{\"v\":\"<a href='x'>&\\\"\"}",
	  "<p title=\"&lt;a href=&#39;x&#39;&gt;&amp;&quot;\">&lt;a href=&#39;x&#39;&gt;&amp;&quot;" },
	{ "a tag in a value is not filled again", "{{v}}", "{\"v\":\"{{w}}\",\"w\":\"secret\"}", "{{w}}" },
	{ "a number", "{{n}}", "{\"n\":42}", "42" },
	{ "what is absent is empty", "[{{x}}]", "{}", "[]" },
	{ "names are exact", "[{{Name}}]", "{\"name\":\"x\"}", "[]" },
	{ "a list", "{{#l}}<li>{{t}}{{/l}}", "{\"l\":[{\"t\":\"a\"},{\"t\":\"b\"}]}", "<li>a<li>b" },
	{ "an element sees what is around it", "{{#l}}{{o}}{{t}} {{/l}}", "{\"o\":\"-\",\"l\":[{\"t\":\"a\"},{\"t\":\"b\"}]}", "-a -b " },
	{ "an element's own name comes first", "{{#l}}{{t}}{{/l}}{{t}}", "{\"t\":\"out\",\"l\":[{\"t\":\"in\"}]}", "inout" },
	{ "lists in lists", "{{#a}}{{#b}}{{c}}{{/b}};{{/a}}", "{\"a\":[{\"b\":[{\"c\":1},{\"c\":2}]},{\"b\":[]}]}", "12;;" },
	{ "a true value shows its section", "{{#t}}yes{{/t}}{{^t}}no{{/t}}", "{\"t\":true}", "yes" },
	{ "zero, false, null, \"\" and [] do not", "{{#a}}a{{/a}}{{#b}}b{{/b}}{{#c}}c{{/c}}{{#d}}d{{/d}}{{#e}}e{{/e}}{{^a}}none{{/a}}",
	  "{\"a\":0,\"b\":false,\"c\":null,\"d\":\"\",\"e\":[]}", "none" },
	{ "braces alone are text", "a { b } }} {{", "{}", "a { b } }} {{" },
	{ "a section of the same name within itself", "{{#t}}{{v}}{{#t}}{{v}}{{/t}}{{/t}}", "{\"t\":{\"v\":1,\"t\":{\"v\":2}}}", "12" },
	{ "sections as deep as one likes", DEEP("{{#d}}") "{{v}}" DEEP("{{/d}}"), "{\"v\":" "1,\"d\":" DEEP("{\"d\":") "1" DEEP("}") "}", "1" },
	{ "a name as long as one likes", "{{" LONG "}}", "{\"" LONG "\":\"long\"}", "long" },
    /* clang-format on */
};

/* In a language that calls three things otherwise, and knows nothing else. */
static const struct {
	const char *title, *template, *want;
} phrases[] = {
    /* clang-format off */
	{ "a phrase is said in the page's language", "<p>{{'Seat}}</p>", "<p>Platz</p>" },
	{ "a phrase that it lacks stands as it is", "{{'Door}}", "Door" },
	{ "a phrase has values in it, in its own order", "{{'Seat {n} of {all}}}", "von 40: Platz 7" },
	{ "…which may be phrases themselves", "{{'[{~word}] {word}}}", "[Platz] Seat" },
	{ "a value that is a phrase", "{{~word}} {{word}} {{~n}}{{~absent}}", "Platz Seat 7" },
	{ "what a value says is never a phrase's mark", "{{'{hostile}}} {{'{~hostile}}}", "*{n}*`&lt;b&gt; *{n}*`&lt;b&gt;" },
	{ "HTML in a phrase is text", "{{'<b> & \"}} {{'Wicked}}", "&lt;b&gt; &amp; &quot; &lt;script&gt;" },
	{ "code and weight", "{{'a `b<` c *d* e}}", "a <code>b&lt;</code> c <b>d</b> e" },
	{ "an apostrophe in a phrase", "{{'the server's}}", "the server&#39;s" },
	{ "braces that do not close, or hold nothing", "{{'a {n b}}{{'{}{~}}}", "a " },
    /* clang-format on */
};

static const char *
said_otherwise(void *self, const char *phrase)
{
	static const char *const words[][2] = {{"Seat", "Platz"},
	    {"Seat {n} of {all}", "von {all}: Platz {n}"}, {"Wicked", "<script>"}};

	(void)self;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i][0], phrase) == 0)
			return words[i][1];
	return NULL;
}

/* In a folder of its own, each made of the files that it names. */
static const struct {
	const char *title;
	const char *files[4][2];
	const char *want; /* of the first; NULL: no page, and the log says `said` */
	const char *said;
} folders[] = {
    /* clang-format off */
	{ "a page in a folder", {{"client/home.html", "home"}}, "home", NULL },
	{ "a part stands where it is named", {{"p.html", "<{{>shared/head}}>"}, {"shared/head.html", "head"}}, "<head>", NULL },
	{ "a part has the model of its page", {{"p.html", "{{#l}}{{>shared/row}}{{/l}}"}, {"shared/row.html", "[{{t}}{{o}}]"}}, "[1.][2.]", NULL },
	{ "a part has parts", {{"p.html", "{{>a/a}}{{>a/b}}"}, {"a/a.html", "({{>a/b}})"}, {"a/b.html", "b"}}, "(b)b", NULL },
	{ "a page that is a part of itself", {{"p.html", "{{>p}}"}}, NULL, "page p.html: p.html is a part of itself" },
	{ "a circle of parts", {{"p.html", "{{>a/a}}"}, {"a/a.html", "{{>a/b}}"}, {"a/b.html", "{{>a/a}}"}}, NULL,
	  "page p.html: a/a.html is a part of itself" },
	{ "a part that is not there", {{"p.html", "{{>shared/absent}}"}}, NULL, "page p.html: no file shared/absent.html" },
	{ "a part from elsewhere", {{"p.html", "{{>../p}}"}}, NULL, "page p.html: no file ../p.html" },
	{ "a section that never ends", {{"p.html", "x{{#t}}y"}}, NULL, "page p.html: p.html lacks {{/t}}" },
	{ "a section that never began", {{"p.html", "x{{/t}}y"}}, NULL, "page p.html: {{/t}} in p.html closes nothing" },
	{ "sections that cross", {{"p.html", "{{#a}}{{^b}}{{/a}}{{/b}}"}}, NULL, "page p.html: {{/a}} in p.html closes nothing" },
	{ "a section that a part leaves open", {{"p.html", "{{>s/a}}{{/t}}"}, {"s/a.html", "{{#t}}"}}, NULL, "page p.html: s/a.html lacks {{/t}}" },
    /* clang-format on */
};

static void
write_file(const char *folder, const char *name, const char *text)
{
	char path[256];
	char *slash;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	slash = strchr(path + strlen(folder) + 1, '/');
	if (slash != NULL) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	file = fopen(path, "w");
	if (file == NULL)
		return;
	fputs(text, file);
	fclose(file);
}

static void
remove_folder(const char *folder)
{
	char command[300];

	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	if (system(command) != 0)
		printf("# %s stays\n", folder);
}

static void
test_filling(const char *folder)
{
	char name[16];
	size_t size;

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		cJSON *model = cJSON_Parse(pages[i].model);
		char *page;

		snprintf(name, sizeof name, "%zu.html", i);
		write_file(folder, name, pages[i].template);
		page = page_render(name, model, NULL, &size);
		ok(pages[i].title,
		    page != NULL && size == strlen(page) && strcmp(page, pages[i].want) == 0);
		free(page);
		cJSON_Delete(model);
	}
}

static void
test_phrases(const char *folder)
{
	const struct page_language language = {.translated = said_otherwise};
	cJSON *model =
	    cJSON_Parse("{\"word\":\"Seat\",\"n\":7,\"all\":40,\"hostile\":\"*{n}*`<b>\"}");
	char name[24];
	size_t size;

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		char *page;

		snprintf(name, sizeof name, "phrase%zu.html", i);
		write_file(folder, name, phrases[i].template);
		page = page_render(name, model, &language, &size);
		ok(phrases[i].title, page != NULL && strcmp(page, phrases[i].want) == 0);
		free(page);
	}
	cJSON_Delete(model);
}

/* What the log of the child said; the caller frees. */
static char *
said_in(const char *folder)
{
	char path[256];
	char *text = NULL;
	size_t room = 0;
	FILE *file;

	snprintf(path, sizeof path, "%s/said", folder);
	file = fopen(path, "r");
	if (file == NULL || getdelim(&text, &room, '\0', file) < 0)
		*(text = realloc(text, 1)) = '\0';
	if (file != NULL)
		fclose(file);
	return text;
}

/* In a child, for a process reads each file once. */
static bool
renders(const char *folder, const char *name, const char *want)
{
	cJSON *model =
	    cJSON_Parse("{\"o\":\".\",\"t\":true,\"l\":[{\"t\":1},{\"t\":2}],\"a\":true}");
	char path[256], *page;
	size_t size;
	bool good;

	snprintf(path, sizeof path, "%s/said", folder);
	dup2(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600), STDERR_FILENO);
	setenv("OIDC_WWW", folder, 1);
	page = page_render(name, model, NULL, &size);
	good = want != NULL ? page != NULL && strcmp(page, want) == 0 : page == NULL;
	free(page);
	cJSON_Delete(model);
	return good;
}

static bool
case_holds(const char *outer, size_t number)
{
	const char *const(*file)[2] = folders[number].files;
	char folder[128];
	char *said;
	bool good;
	int status = 1;
	pid_t child;

	snprintf(folder, sizeof folder, "%s/case%zu", outer, number);
	mkdir(folder, 0700);
	for (size_t i = 0; i < 4 && file[i][0] != NULL; i++)
		write_file(folder, file[i][0], file[i][1]);
	fflush(stdout);
	child = fork();
	if (child == 0)
		_exit(renders(folder, file[0][0], folders[number].want) ? 0 : 1);
	waitpid(child, &status, 0);
	said = said_in(folder);
	good = status == 0 &&
	       (folders[number].said == NULL ? *said == '\0'
					     : strstr(said, folders[number].said) != NULL);
	free(said);
	return good;
}

static void
test_files(void)
{
	char name[16];
	size_t size;
	bool all = true;

	ok("no way out of the folder", www_file("../etc/passwd", &size) == NULL &&
					   www_file("..", &size) == NULL &&
					   www_file("a/../../etc/passwd", &size) == NULL &&
					   www_file("/etc/passwd", &size) == NULL);
	ok("a page that is not there is NULL", www_file("absent.html", &size) == NULL);
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "many%d", i);
		write_file(getenv("OIDC_WWW"), name, name);
		all = all && www_file(name, &size) != NULL && size == strlen(name);
	}
	ok("as many files as one likes", all);
}

int
main(void)
{
	char folder[] = "/tmp/page-test-XXXXXX";

	if (mkdtemp(folder) == NULL)
		return 1;
	setenv("OIDC_WWW", folder, 1);
	test_filling(folder);
	test_phrases(folder);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		ok(folders[i].title, case_holds(folder, i));
	test_files();
	remove_folder(folder);
	return tap_end();
}
