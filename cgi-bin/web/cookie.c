/*
 * cookie: each program has its own at its own mount point, and families of them beside it; it reads
 * no other.  RFC 6265.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cookie.h"
#include "exchange_room.h"
#include "forget.h"
#include "form.h"
#include "request.h"

/* A name: the program's 40 characters at most, then .family.member. */
enum { COOKIE_NAME = 160, MEMBER = 64, FAMILY_SIZE = 8 };

static uint32_t
fnv_1a(uint32_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619u;
	return hash;
}

/*
 * A browser has one jar for all ports of a host (RFC 6265 section 8.5).  Two mounts of one program,
 * or two instances on two ports, shall not end each other's sessions: so the name holds a hash of
 * the mount point and of the issuer, with its port.
 */
static void
cookie_name(struct exchange *x, char name[COOKIE_NAME])
{
	const char *mount = text_of(x, "$mount");
	const char *issuer = text_of(x, "@issuer");
	uint32_t hash = fnv_1a(2166136261u, mount != NULL ? mount : "");

	snprintf(name, COOKIE_NAME, "%s%s-%08x", is_true(x, "@secure") ? "__Host-" : "",
	    x->program->name, fnv_1a(hash, issuer != NULL ? issuer : ""));
}

/* What tells the members of a family apart may come from a stranger. */
static bool
member_name(struct exchange *x, const char *family, const char *member, char name[COOKIE_NAME])
{
	static const char allowed[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	const char *text = text_of(x, member);
	size_t length;

	if (text == NULL || *text == '\0' || strlen(text) > MEMBER ||
	    text[strspn(text, allowed)] != '\0')
		return false;
	cookie_name(x, name);
	length = strlen(name);
	snprintf(name + length, COOKIE_NAME - length, ".%s.%s", family, text);
	return true;
}

static const char *
next_cookie(const char *at)
{
	at += strcspn(at, ";");
	return at + strspn(at, "; ");
}

/* The cookie of this name becomes $as; a name that is "" has none. */
static bool
put_cookie(struct exchange *x, const char *name, const char *as)
{
	const char *header = request_variable(x->request, "HTTP_COOKIE");
	const char *value = NULL;
	size_t length = strlen(name);
	char *kept;

	for (; length > 0 && header != NULL && *header != '\0' && value == NULL;
	     header = next_cookie(header))
		if (strncmp(header, name, length) == 0 && header[length] == '=')
			value = header + length + 1;
	kept = value != NULL ? names_keep(&x->names, value, strcspn(value, "; ")) : NULL;
	if (value != NULL && kept == NULL)
		return false;
	if (kept != NULL && (*kept == '\0' || !form_is_utf8(kept, strlen(kept))))
		kept = NULL;
	return names_put_text(&x->names, '$', as, kept);
}

bool
cookie_read(struct exchange *x)
{
	char name[COOKIE_NAME];

	cookie_name(x, name);
	return put_cookie(x, name, "cookie");
}

bool
cookie_find(struct exchange *x, const char *family, const char *member)
{
	char as[COOKIE_NAME];
	char name[COOKIE_NAME];

	if (!member_name(x, family, member, name))
		name[0] = '\0';
	snprintf(as, sizeof as, "%s_cookie", family);
	if (put_cookie(x, name, as))
		return true;
	fault(x, "cookie_find");
	return false;
}

static void
set_cookie_as(
    struct exchange *x, const char *name, const char *value, long seconds, const char *attributes)
{
	const char *mount = text_of(x, "$mount");
	bool secure = is_true(x, "@secure");
	char *line = NULL;

	if (mount == NULL || *mount == '\0' || secure) /* __Host- demands Path=/ */
		mount = "/";
	if (asprintf(&line, "%s=%s; Path=%s; Max-Age=%ld; %s%s", name, value, mount, seconds,
		attributes, secure ? "; Secure" : "") >= 0)
		header(x, "Set-Cookie", line);
	else
		fault(x, name);
	forget_text(line);
}

static void
set_cookie(struct exchange *x, const char *name, const char *value, long seconds)
{
	set_cookie_as(x, name, value, seconds, "HttpOnly; SameSite=Lax");
}

void
cookie_keep(struct exchange *x, const char *value, long seconds)
{
	const char *text = text_of(x, value);
	char name[COOKIE_NAME];

	cookie_name(x, name);
	if (text == NULL)
		fault(x, "a cookie without a value");
	else
		set_cookie(x, name, text, seconds);
}

void
cookie_drop(struct exchange *x)
{
	char name[COOKIE_NAME];

	cookie_name(x, name);
	set_cookie(x, name, "", 0);
}

/* Is this cookie of the same family as `name`, and another one?  Then the length of its name. */
static size_t
sibling(const char *cookie, const char *name)
{
	size_t stem = (size_t)(strrchr(name, '.') - name) + 1;
	size_t length = strcspn(cookie, "=; ");

	if (length >= COOKIE_NAME || strncmp(cookie, name, stem) != 0 ||
	    (length == strlen(name) && strncmp(cookie, name, length) == 0))
		return 0;
	return length;
}

/* Browsers send those first that they have had longest (RFC 6265 section 5.4): these go. */
static void
make_room(struct exchange *x, const char *name)
{
	const char *cookies = request_variable(x->request, "HTTP_COOKIE");
	size_t siblings = 0;
	char old[COOKIE_NAME];

	for (const char *at = cookies; at != NULL && *at != '\0'; at = next_cookie(at))
		siblings += sibling(at, name) > 0;
	for (const char *at = cookies; siblings >= FAMILY_SIZE && *at != '\0';
	     at = next_cookie(at)) {
		size_t length = sibling(at, name);

		if (length == 0)
			continue;
		memcpy(old, at, length);
		old[length] = '\0';
		set_cookie(x, old, "", 0);
		siblings--;
	}
}

void
cookie_keep_member(
    struct exchange *x, const char *family, const char *member, const char *value, long seconds)
{
	const char *text = text_of(x, value);
	char name[COOKIE_NAME];

	if (text == NULL || !member_name(x, family, member, name)) {
		fault(x, "a cookie without a value or a name");
		return;
	}
	make_room(x, name);
	set_cookie(x, name, text, seconds);
}

static void
open_name(struct exchange *x, const char *family, char name[COOKIE_NAME])
{
	size_t length;

	cookie_name(x, name);
	length = strlen(name);
	snprintf(name + length, COOKIE_NAME - length, ".%s", family);
}

bool
cookie_open_name(struct exchange *x, const char *family)
{
	char as[COOKIE_NAME];
	char name[COOKIE_NAME];

	open_name(x, family, name);
	snprintf(as, sizeof as, "%s_name", family);
	return exchange_establish_text(x, as, name);
}

void
cookie_keep_open(struct exchange *x, const char *family, const char *value, long seconds)
{
	const char *text = value != NULL ? text_of(x, value) : "";
	char name[COOKIE_NAME];

	open_name(x, family, name);
	if (text == NULL)
		fault(x, "a cookie without a value");
	else /* browsers take None from https alone */
		set_cookie_as(x, name, text, seconds,
		    is_true(x, "@secure") ? "SameSite=None" : "SameSite=Lax");
}
