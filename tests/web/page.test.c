/* page: templates are filled, and whatever is filled in is escaped. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tap.h"
#include "web/page.h"

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
	{ "a section that never ends is not shown", "x{{#t}}y", "{\"t\":true}", "xy" },
    /* clang-format on */
};

static void
write_file(const char *folder, const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "w");
	if (file == NULL)
		return;
	fputs(text, file);
	fclose(file);
}

static void
remove_file(const char *folder, const char *name)
{
	char path[256];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	unlink(path);
}

int
main(void)
{
	char folder[] = "/tmp/page-test-XXXXXX";
	char name[16];
	size_t size;

	if (mkdtemp(folder) == NULL)
		return 1;
	setenv("OIDC_WWW", folder, 1);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		cJSON *model = cJSON_Parse(pages[i].model);
		char *page;

		snprintf(name, sizeof name, "%zu.html", i);
		write_file(folder, name, pages[i].template);
		page = page_render(name, model, &size);
		ok(pages[i].title,
		    page != NULL && size == strlen(page) && strcmp(page, pages[i].want) == 0);
		remove_file(folder, name);
		free(page);
		cJSON_Delete(model);
	}
	ok("no way out of the folder",
	    page_file("../etc/passwd", &size) == NULL && page_file("..", &size) == NULL);
	ok("a page that is not there is NULL", page_file("absent.html", &size) == NULL);
	rmdir(folder);
	return tap_end();
}
