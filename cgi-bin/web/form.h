/*
 * form: application/x-www-form-urlencoded, strictly.  Knows bytes only: at most 100 parameters,
 * valid UTF-8, no NUL.  Whether a name may come twice, the taker says.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include <stdbool.h>
#include <stddef.h>

enum { FORM_PARAMETERS = 100, FORM_BODY = 65536 };

/* In the place of a reason: no memory was left.  That is a fault, and nothing to refuse. */
extern const char form_no_memory[];

/*
 * Takes one decoded parameter; the strings end with a NUL and are borrowed.  `value` is NULL where
 * it is malformed.  NULL: it is taken; else the reason why not.
 */
typedef const char *form_taker(void *self, const char *name, const char *value, size_t size);

/*
 * NULL when all is well, or the first reason: the taker's, form_broken, form_not_utf8, form_nul.
 * The parameters behind it are read as well: one of them may say whom to tell.  form_too_many: it
 * was not read to its end.
 */
const char *form_parse(const char *text, size_t size, form_taker *take, void *self);

/* Percent-decodes in place ('+' is a space); false: a broken escape.  *size is the new length. */
bool form_decode(char *text, size_t *size);

/* True when text is well-formed UTF-8, RFC 3629. */
bool form_is_utf8(const char *text, size_t size);

/*
 * The reason to refuse JSON for what it writes as \uXXXX, RFC 8259 sections 8.2 and 9; NULL: there
 * is none.  What becomes of a NUL differs from one reader to the next, and half of a surrogate pair
 * is no UTF-8.
 */
const char *form_json_flaw(const char *json);

/*
 * The members of a JSON object as name=value&…, without those that are null.  The text is the
 * caller's to free; NULL: it is no object, or no memory is left.
 */
char *form_encode(const char *json_object);

#endif
