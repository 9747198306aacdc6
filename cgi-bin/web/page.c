/*
 * page: the files of www/, and the filling of those that are templates.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"
#include "page.h"

enum { FILES = 32, NAME = 64, DEPTH = 16, FILE_SIZE = 1 << 20 };

/* Files are read once per process. */
struct file {
	char name[NAME];
	char *text;
	size_t size;
};
static struct file files[FILES];

/* The model's objects that are open here, outermost first: a name is looked up from the innermost.
 */
struct scope {
	const cJSON *objects[DEPTH];
	size_t depth;
};

/* A tag of a template: {{name}}, {{#name}}, {{^name}}, {{/name}}. */
struct tag {
	const char *start, *end; /* of the whole tag, braces included */
	char sigil;              /* '#', '^', '/', or ' ' */
	char name[NAME];
};

static bool
read_all(int descriptor, struct file *file)
{
	struct stat status;
	ssize_t got;

	if (fstat(descriptor, &status) != 0 || status.st_size < 0 || status.st_size > FILE_SIZE)
		return false;
	file->text = malloc((size_t)status.st_size + 1);
	if (file->text == NULL)
		return false;
	while ((got = read(
		    descriptor, file->text + file->size, (size_t)status.st_size - file->size)) > 0)
		file->size += (size_t)got;
	file->text[file->size] = '\0';
	return got == 0;
}

static bool
load(struct file *file, const char *name)
{
	const char *folder = getenv("OIDC_WWW");
	char *path = NULL;
	int descriptor = -1;
	bool good;

	if (folder != NULL && strchr(name, '/') == NULL &&
	    asprintf(&path, "%s/%s", folder, name) > 0)
		descriptor = open(path, O_RDONLY | O_CLOEXEC);
	free(path);
	good = descriptor >= 0 && read_all(descriptor, file);
	if (descriptor >= 0)
		close(descriptor);
	if (good)
		strcpy(file->name, name);
	else
		log_line("no page %s in the folder that OIDC_WWW names", name);
	return good;
}

const char *
page_file(const char *name, size_t *size)
{
	if (strlen(name) >= NAME)
		return NULL;
	for (struct file *file = files; file < files + FILES; file++) {
		if (file->name[0] == '\0' && !load(file, name)) {
			free(file->text);
			*file = (struct file){.text = NULL};
			return NULL;
		}
		if (strcmp(file->name, name) == 0) {
			*size = file->size;
			return file->text;
		}
	}
	return NULL;
}

static bool
next_tag(const char *text, const char *end, struct tag *tag)
{
	const char *close;
	size_t length;

	tag->start = text < end ? memmem(text, (size_t)(end - text), "{{", 2) : NULL;
	close = tag->start != NULL ? memmem(tag->start, (size_t)(end - tag->start), "}}", 2) : NULL;
	if (close == NULL)
		return false;
	tag->end = close + 2;
	tag->sigil = strchr("#^/", tag->start[2]) != NULL ? tag->start[2] : ' ';
	text = tag->start + (tag->sigil == ' ' ? 2 : 3);
	length = (size_t)(close - text) < NAME ? (size_t)(close - text) : NAME - 1;
	memcpy(tag->name, text, length);
	tag->name[length] = '\0';
	return true;
}

/* The {{/name}} that belongs to a {{#name}}: sections of one name do not nest. */
static bool
find_close(const struct tag *open, const char *end, struct tag *close)
{
	const char *text = open->end;

	while (next_tag(text, end, close)) {
		if (close->sigil == '/' && strcmp(close->name, open->name) == 0)
			return true;
		text = close->end;
	}
	log_line("a page lacks {{/%s}}", open->name);
	return false;
}

static const cJSON *
look_up(const struct scope *scope, const char *name)
{
	for (size_t i = scope->depth; i > 0; i--) {
		const cJSON *found = cJSON_GetObjectItemCaseSensitive(scope->objects[i - 1], name);

		if (found != NULL)
			return found;
	}
	return NULL;
}

static bool
is_shown(const cJSON *item)
{
	if (item == NULL || cJSON_IsNull(item) || cJSON_IsFalse(item))
		return false;
	if (cJSON_IsString(item))
		return item->valuestring[0] != '\0';
	if (cJSON_IsNumber(item))
		return item->valuedouble < 0 || item->valuedouble > 0;
	return !cJSON_IsArray(item) || item->child != NULL;
}

static void
write_text(FILE *out, const char *text)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '&':
			fputs("&amp;", out);
			break;
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '"':
			fputs("&quot;", out);
			break;
		case '\'':
			fputs("&#39;", out);
			break;
		default:
			fputc(*text, out);
		}
}

static void
write_value(FILE *out, const cJSON *item)
{
	char *number;

	if (cJSON_IsString(item)) {
		write_text(out, item->valuestring);
	} else if (cJSON_IsNumber(item)) {
		number = cJSON_PrintUnformatted(item);
		fputs(number != NULL ? number : "", out);
		cJSON_free(number);
	}
}

static void write_template(FILE *out, const char *text, const char *end, struct scope *scope);

static void
write_within(FILE *out, const struct tag *open, const struct tag *close, struct scope *scope,
    const cJSON *object)
{
	bool enters = cJSON_IsObject(object) && scope->depth < DEPTH;

	if (enters)
		scope->objects[scope->depth++] = object;
	write_template(out, open->end, close->start, scope);
	if (enters)
		scope->depth--;
}

static void
write_section(FILE *out, const struct tag *open, const struct tag *close, struct scope *scope)
{
	const cJSON *item = look_up(scope, open->name);
	const cJSON *element;

	if (is_shown(item) == (open->sigil == '^'))
		return;
	if (open->sigil == '#' && cJSON_IsArray(item))
		cJSON_ArrayForEach (element, item)
			write_within(out, open, close, scope, element);
	else
		write_within(out, open, close, scope, item);
}

static void
write_template(FILE *out, const char *text, const char *end, struct scope *scope)
{
	struct tag tag, close;

	while (next_tag(text, end, &tag)) {
		fwrite(text, 1, (size_t)(tag.start - text), out);
		text = tag.end;
		if (tag.sigil == ' ') {
			write_value(out, look_up(scope, tag.name));
		} else if (tag.sigil != '/' && find_close(&tag, end, &close)) {
			write_section(out, &tag, &close, scope);
			text = close.end;
		}
	}
	fwrite(text, 1, (size_t)(end - text), out);
}

char *
page_render(const char *name, const cJSON *model, size_t *size)
{
	struct scope scope = {.objects = {model}, .depth = 1};
	size_t length;
	const char *text = page_file(name, &length);
	char *page = NULL;
	FILE *out = text != NULL ? open_memstream(&page, size) : NULL;

	if (out == NULL)
		return NULL;
	write_template(out, text, text + length, &scope);
	if (fclose(out) == 0)
		return page;
	free(page);
	return NULL;
}
