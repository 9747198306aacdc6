/*
 * cookie: each program has one, at its own mount point, and reads no other.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange_room.h"
#include "form.h"

enum { COOKIE_NAME = 64 };

/* FNV-1a: two mounts of one program on one host shall not read each other's cookies. */
static void
cookie_name(const struct exchange *x, char name[COOKIE_NAME])
{
	const struct value *mount = names_get(&x->names, "$mount");
	const struct value *secure = names_get(&x->names, "@secure");
	uint32_t hash = 2166136261u;

	for (const char *at = mount != NULL ? mount->text : ""; *at != '\0'; at++)
		hash = (hash ^ (unsigned char)*at) * 16777619u;
	snprintf(name, COOKIE_NAME, "%s%s-%08x",
	    secure != NULL && secure->integer != 0 ? "__Host-" : "", x->program->name, hash);
}

/* RFC 6265 section 4.2.1.  Of the browser's cookies a program reads its own and no other. */
bool
cookie_read(struct exchange *x)
{
	const char *header = transport_variable(x, "HTTP_COOKIE");
	const char *value = NULL;
	char name[COOKIE_NAME];
	char *kept;

	cookie_name(x, name);
	for (; header != NULL && *header != '\0' && value == NULL; header += strspn(header, "; ")) {
		if (strncmp(header, name, strlen(name)) == 0 && header[strlen(name)] == '=')
			value = header + strlen(name) + 1;
		header += strcspn(header, ";");
	}
	kept = value != NULL ? names_keep(&x->names, value, strcspn(value, "; ")) : NULL;
	if (kept != NULL && (*kept == '\0' || !form_is_utf8(kept, strlen(kept))))
		kept = NULL;
	return names_put_text(&x->names, '$', "cookie", kept);
}

static void
set_cookie(struct exchange *x, const char *value, long seconds)
{
	const char *mount = text_of(x, "$mount");
	bool secure = truth_of(x, "@secure");
	char *line = NULL;
	char name[COOKIE_NAME];

	cookie_name(x, name);
	if (mount == NULL || *mount == '\0' || secure) /* __Host- demands Path=/ */
		mount = "/";
	if (asprintf(&line, "%s=%s; Path=%s; Max-Age=%ld; HttpOnly; SameSite=Lax%s", name, value,
		mount, seconds, secure ? "; Secure" : "") >= 0) {
		header(x, "Set-Cookie", line);
		explicit_bzero(line, strlen(line));
	}
	free(line);
}

void
cookie_keep(struct exchange *x, const char *name, long seconds)
{
	const char *value = text_of(x, name);

	if (value == NULL)
		fault(x, "a cookie without a value");
	else
		set_cookie(x, value, seconds);
}

void
cookie_drop(struct exchange *x)
{
	set_cookie(x, "", 0);
}
