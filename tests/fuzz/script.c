/* script: see script.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"

enum { LEARNT = 64, NAME = 48, VALUE = 4096, COOKIES = 8192 };

static struct {
	char name[NAME], value[VALUE];
} learnt[LEARNT];
static size_t nlearnt;
static char cookies[COOKIES];

void
script_read(struct script *script, const char *text, size_t size)
{
	const char *end = text + size;

	script->nparts = 0;
	while (text < end && script->nparts < SCRIPT_PARTS) {
		struct script_part *part = &script->parts[script->nparts++];
		const char *line = memmem(text, (size_t)(end - text), "\n%%\n", 4);

		part->text = text;
		part->size = (size_t)((line != NULL ? line : end) - text);
		part->is_answer = part->size > 7 && memcmp(text, "ANSWER ", 7) == 0;
		text = line != NULL ? line + 4 : end;
	}
}

static const char *
recall(const char *name)
{
	for (size_t i = nlearnt; i > 0; i--) /* the newest counts */
		if (strcmp(learnt[(i - 1) % LEARNT].name, name) == 0)
			return learnt[(i - 1) % LEARNT].value;
	return NULL;
}

/* {name} at the start of text: what it stands for is written; the bytes that were read, or 0. */
static size_t
fill_one(FILE *out, const char *text, size_t size)
{
	size_t length = 1;
	char name[NAME], *made;
	const char *value;

	while (length < size && length < NAME &&
	       strchr("abcdefghijklmnopqrstuvwxyz_", text[length]) != NULL && text[length] != '\0')
		length++;
	if (length < 2 || length >= size || length >= NAME || text[length] != '}')
		return 0;
	memcpy(name, text + 1, length - 1);
	name[length - 1] = '\0';
	made = house_value(name);
	value = made != NULL ? made : recall(name);
	fputs(value != NULL ? value : "", out);
	free(made);
	return length + 1;
}

/* <kind payload>, the same. */
static size_t
fill_signed(FILE *out, const char *text, size_t size)
{
	const char *end = memchr(text, '>', size), *space = memchr(text, ' ', size);
	char kind[NAME], *payload, *made;
	struct script_part part;

	if (end == NULL || space == NULL || space > end || space - text - 1 >= NAME)
		return 0;
	snprintf(kind, sizeof kind, "%.*s", (int)(space - text - 1), text + 1);
	part = (struct script_part){.text = space + 1, .size = (size_t)(end - space - 1)};
	payload = script_fill(&part);
	made = house_signed(kind, payload);
	fputs(made != NULL ? made : "", out);
	free(made);
	free(payload);
	return (size_t)(end - text) + 1;
}

char *
script_fill(const struct script_part *part)
{
	char *filled = NULL;
	size_t size, at = 0;
	FILE *out = open_memstream(&filled, &size);

	while (at < part->size && ftell(out) < SCRIPT_PART) {
		const char *text = part->text + at;
		size_t left = part->size - at;
		size_t read = *text == '{'   ? fill_one(out, text, left)
			      : *text == '<' ? fill_signed(out, text, left)
					     : 0;

		if (read == 0)
			fputc(*text, out);
		at += read > 0 ? read : 1;
	}
	fclose(out);
	return filled;
}

void
script_learn_value(const char *name, size_t name_size, const char *value, size_t size)
{
	if (name_size >= NAME || size >= VALUE)
		return;
	memcpy(learnt[nlearnt % LEARNT].name, name, name_size);
	learnt[nlearnt % LEARNT].name[name_size] = '\0';
	memcpy(learnt[nlearnt % LEARNT].value, value, size);
	learnt[nlearnt % LEARNT].value[size] = '\0';
	nlearnt++;
}

/* name="…" value="…" of a form. */
static void
learn_fields(const char *page)
{
	for (const char *at = page; (at = strstr(at, " name=\"")) != NULL;) {
		const char *name = at + 7, *value = strstr(name, "\" value=\"");
		size_t size = strcspn(name, "\"");

		at = name;
		if (value == name + size)
			script_learn_value(name, size, value + 9, strcspn(value + 9, "\""));
	}
}

/* "name":"value" of JSON. */
static void
learn_members(const char *json)
{
	for (const char *at = json; (at = strstr(at, "\":\"")) != NULL; at += 3) {
		const char *name = at;

		while (name > json && name[-1] != '"')
			name--;
		script_learn_value(name, (size_t)(at - name), at + 3, strcspn(at + 3, "\""));
	}
}

/* The parameters of the address that stands between `mark` and `end`, as they are. */
static void
learn_address(const char *answer, const char *mark, const char *end)
{
	const char *at = strstr(answer, mark);
	size_t size = at != NULL ? strcspn(at += strlen(mark), end) : 0;
	const char *stop = at != NULL ? at + size : NULL;

	at = at != NULL ? memchr(at, '?', size) : NULL;
	while (at != NULL && at < stop) {
		size_t name = strcspn(++at, "=&\r<"), value;

		if (at[name] != '=')
			return;
		value = strcspn(at + name + 1, "&\r<");
		script_learn_value(at, name, at + name + 1, value);
		at += name + 1 + value;
	}
}

static void
learn_cookies(const char *head)
{
	for (const char *at = head; (at = strstr(at, "\r\nSet-Cookie: ")) != NULL;) {
		size_t size = strcspn(at += 14, ";\r");

		if (strlen(cookies) + size + 3 < COOKIES)
			sprintf(cookies + strlen(cookies), "%s%.*s", *cookies != '\0' ? "; " : "",
			    (int)size, at);
	}
}

void
script_learn(const char *answer)
{
	const char *body = strstr(answer, "\r\n\r\n");

	if (body == NULL)
		return;
	learn_address(answer, "\r\nLocation: ", "\r");
	learn_address(body, "<pre>", "<"); /* a link that an administrator hands over */
	learn_cookies(answer);
	learn_fields(body);
	learn_members(body);
}

void
script_forget(void)
{
	nlearnt = 0;
	memset(learnt, 0, sizeof learnt);
	*cookies = '\0';
}

const char *
script_cookies(void)
{
	return cookies;
}
