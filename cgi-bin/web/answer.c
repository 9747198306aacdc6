/*
 * answer: what goes back, and the headers that it goes with.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "exchange_room.h"
#include "forget.h"
#include "form.h"
#include "language.h"
#include "web/page/page.h"
#include "answer.sql.h"

static void
reply_with(struct exchange *x, int status, const char *type, const char *body, size_t size)
{
	if (x->faulted || x->is_busy || x->reply.status != 0)
		return;
	if (status == 401 && !reply_has_header(&x->reply, "WWW-Authenticate"))
		header(x, "WWW-Authenticate", x->program->challenge);
	if (!x->faulted && !reply_put(&x->reply, status, type, body, size))
		fault(x, "answer");
}

/* www_authenticate -> Www-Authenticate */
static void
add_header_column(struct exchange *x, const char *column, const struct value *value)
{
	char *name = names_keep(&x->names, column, strlen(column));
	bool begins = true;

	if (name == NULL) {
		fault(x, column);
		return;
	}
	for (char *c = name; *c != '\0'; c++) {
		if (*c == '_')
			*c = '-';
		else if (begins && *c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
		begins = *c == '-';
	}
	if (value->type == VALUE_TEXT)
		header(x, name, value->text);
}

/* A row that becomes an answer: one column is the body, the others are headers. */
struct body_reader {
	struct exchange *x;
	int status;
	const char *type;
	bool found;
};

static bool
read_body(void *self, const struct store_row *row)
{
	struct body_reader *reader = self;

	for (size_t i = 0; i < row->ncolumns; i++) {
		const struct value *value = &row->values[i];

		if (strcmp(row->names[i], "body") != 0) {
			add_header_column(reader->x, row->names[i], value);
		} else if (value->type == VALUE_TEXT || value->type == VALUE_BLOB) {
			reply_with(
			    reader->x, reader->status, reader->type, value->text, value->size);
			reader->found = true;
		}
	}
	return reader->found;
}

static void
answer_as(struct exchange *x, int status, const char *type, const struct statement *body)
{
	struct body_reader reader = {.x = x, .status = status, .type = type};

	exchange_run(x, body, &reader, read_body);
	if (!reader.found)
		fault(x, body->name);
}

void
answer(struct exchange *x, int status, const struct statement *body)
{
	answer_as(x, status, "application/json", body);
}

void
answer_jwt(struct exchange *x, int status, const struct statement *body)
{
	answer_as(x, status, "application/jwt", body);
}

void
answer_empty(struct exchange *x, int status)
{
	reply_with(x, status, NULL, "", 0);
}

struct page_reader {
	struct exchange *x;
	const char *page, *type;
	int status;
};

/* What every page may say: where it is, where the others are, and which journey it belongs to. */
static bool
complete_model(struct exchange *x, cJSON *model)
{
	const struct {
		const char *member, *text;
	} members[] = {
	    {"mount", text_of(x, "$mount")},
	    {"self", text_of(x, "$path")},
	    {"trace_id",
		text_of(x, has_value(x, "@trace_continued") ? "@trace_continued" : "@trace_id")},
	    {"program", x->program->name},
	    {"language", language_of_page(x)},
	    {"start_url", text_of(x, "@start_url")},
	    {"client_url", text_of(x, "@client_url")},
	    {"workshop_url", text_of(x, "@workshop_url")},
	    {"relaxed", text_of(x, "@relaxed")},
	    {"present", text_of(x, "$present")},
	};

	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		if (members[i].text != NULL &&
		    cJSON_AddStringToObject(model, members[i].member, members[i].text) == NULL)
			return false;
	return true;
}

static bool
read_model(void *self, const struct store_row *row)
{
	struct page_reader *reader = self;
	struct exchange *x = reader->x;
	cJSON *model = row->ncolumns == 1 && row->values[0].type == VALUE_TEXT
			   ? cJSON_Parse(row->values[0].text)
			   : NULL;
	struct page_language language;
	char *page = NULL;
	size_t size = 0;

	if (cJSON_IsObject(model) && complete_model(x, model))
		page = page_render(reader->page, model, language_phrases(x, &language), &size);
	cJSON_Delete(model);
	if (page == NULL)
		return false;
	reply_with(x, reader->status, reader->type, page, size);
	explicit_bzero(page, size);
	free(page);
	return true;
}

static void
answer_page_as(struct exchange *x, int status, const char *type, const char *page,
    const struct statement *model)
{
	struct page_reader reader = {.x = x, .page = page, .type = type, .status = status};

	if (names_get(&x->names, "@start_url") == NULL)
		establish(x, &sql_answer_places);
	if (exchange_run(x, model, &reader, read_model) == STORE_NONE)
		fault(x, model->name);
	header(x, "Content-Language", language_of_page(x));
	if (x->program->is_translated)
		header(x, "Vary", "Accept-Language");
}

static const char *
sources(struct exchange *x, const char *name)
{
	return has_value(x, name) ? text_of(x, name) : "'none'";
}

/*
 * Pages hold nothing from elsewhere and stand in no frame, and their scripts ask nobody but whom
 * @connect_src names.  No form-action: browsers apply it to the redirect that follows.
 */
static void
put_policy(struct exchange *x)
{
	char *policy = NULL;

	if (asprintf(&policy,
		"default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
		"connect-src %s; frame-src %s; frame-ancestors %s; base-uri 'none'",
		sources(x, "@connect_src"), sources(x, "@frame_src"),
		sources(x, "@frame_ancestors")) < 0)
		fault(x, "a page's policy");
	else
		header(x, "Content-Security-Policy", policy);
	free(policy);
	if (!has_value(x, "@frame_ancestors"))
		header(x, "X-Frame-Options", "DENY");
	header(x, "Referrer-Policy", "no-referrer");
}

void
answer_page(struct exchange *x, int status, const char *page, const struct statement *model)
{
	answer_page_as(x, status, "text/html; charset=utf-8", page, model);
	put_policy(x);
}

/* It is kept and not shown; a browser that shows it all the same runs nothing of it. */
static void
attach(struct exchange *x, const char *name)
{
	static const char allowed[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
	const char *text = text_of(x, name);
	char *kept = text != NULL ? names_keep(&x->names, text, strlen(text)) : NULL;
	char *line = NULL;

	for (char *at = kept; at != NULL && *at != '\0'; at++)
		if (strchr(allowed, *at) == NULL || (*at == '.' && at == kept))
			*at = '_';
	if (kept == NULL || asprintf(&line, "attachment; filename=\"%s\"", kept) < 0) {
		fault(x, "a file without a name");
		return;
	}
	header(x, "Content-Disposition", line);
	header(x, "Content-Security-Policy", "default-src 'none'; sandbox");
	free(line);
}

void
answer_file(struct exchange *x, const char *type, const char *name, const struct statement *body)
{
	answer_as(x, 200, type, body);
	attach(x, name);
}

void
answer_image(struct exchange *x, const char *type, const struct statement *body)
{
	answer_as(x, 200, text_of(x, type), body);
	header(x, "Content-Security-Policy", "default-src 'none'; sandbox");
}

void
answer_page_file(struct exchange *x, const char *type, const char *name, const char *page,
    const struct statement *model)
{
	answer_page_as(x, 200, type, page, model);
	attach(x, name);
}

static bool
answer_bytes(void *self, const void *bytes, size_t size)
{
	struct exchange *x = self;

	reply_with(x, 200, "application/vnd.sqlite3", bytes, size);
	return !x->faulted;
}

bool
answer_database(struct exchange *x, const char *name, const struct statement *steps)
{
	if (refused(x) || !store_copy(x->store, steps, answer_bytes, x))
		return refused(x);
	attach(x, name);
	return true;
}

struct redirect_reader {
	struct exchange *x;
	const char *location, *query, *fragment;
};

static bool
read_redirect(void *self, const struct store_row *row)
{
	struct redirect_reader *reader = self;

	for (size_t i = 0; i < row->ncolumns; i++) {
		const char **into = strcmp(row->names[i], "location") == 0   ? &reader->location
				    : strcmp(row->names[i], "query") == 0    ? &reader->query
				    : strcmp(row->names[i], "fragment") == 0 ? &reader->fragment
									     : NULL;

		if (into != NULL && row->values[i].type == VALUE_TEXT)
			*into =
			    names_keep(&reader->x->names, row->values[i].text, row->values[i].size);
	}
	return reader->location != NULL;
}

void
answer_redirect(struct exchange *x, const struct statement *where)
{
	struct redirect_reader reader = {.x = x};
	const char *parameters, *separator;
	char *encoded = NULL;
	char *location = NULL;

	if (exchange_run(x, where, &reader, read_redirect) != STORE_ROW) {
		fault(x, where->name);
		return;
	}
	parameters = reader.query != NULL ? reader.query : reader.fragment;
	encoded = parameters != NULL ? form_encode(parameters) : strdup("");
	separator = reader.query == NULL && reader.fragment != NULL ? "#"
		    : strchr(reader.location, '?') != NULL          ? "&"
								    : "?";
	if (encoded == NULL || asprintf(&location, "%s%s%s", reader.location,
				   *encoded != '\0' ? separator : "", encoded) < 0)
		fault(x, "redirect");
	else
		header(x, "Location", location);
	/* Never 307: that would send the form, with a password in it, once more. */
	reply_with(x, 303, NULL, "", 0);
	header(x, "Referrer-Policy", "no-referrer");
	forget_text(encoded); /* a code or a state may stand in it */
	forget_text(location);
}

void
refuse_on_page(struct exchange *x, const char *page, const struct statement *model)
{
	answer_page(x, (int)integer_of(x, "@error_status"), page, model);
}
