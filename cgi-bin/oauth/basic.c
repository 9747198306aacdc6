/*
 * basic: RFC 6749 section 2.3.1, RFC 7617.  Name and secret are form-encoded each, then joined by a
 * colon, then it is base64.
 */
#include <stdlib.h>
#include <string.h>

#include "web/form.h"
#include "basic.h"
#include "basic.sql.h"

/* One half, with a NUL behind it; false: it is malformed. */
static bool
decode(char *text, size_t *size)
{
	bool good = form_decode(text, size) && memchr(text, '\0', *size) == NULL &&
		    form_is_utf8(text, *size);

	if (good)
		text[*size] = '\0';
	return good;
}

/* An empty half is none. */
static bool
establish_half(struct exchange *x, const char *name, const char *text)
{
	return exchange_establish_text(x, name, *text != '\0' ? text : NULL);
}

/* Of what is malformed nothing is established. */
static bool
split(void *self, const struct store_row *row)
{
	const struct value *decoded = &row->values[0];
	char *pair = decoded->type == VALUE_TEXT ? malloc(decoded->size + 1) : NULL;
	bool good = decoded->type != VALUE_TEXT || pair != NULL;
	char *colon;

	if (pair == NULL)
		return good;
	memcpy(pair, decoded->text, decoded->size);
	colon = memchr(pair, ':', decoded->size);
	if (colon != NULL) {
		size_t user_size = (size_t)(colon - pair);
		size_t password_size = decoded->size - user_size - 1;

		if (decode(pair, &user_size) && decode(colon + 1, &password_size))
			good = establish_half(self, "basic_user", pair) &&
			       establish_half(self, "basic_password", colon + 1);
	}
	explicit_bzero(pair, decoded->size);
	free(pair);
	return good;
}

bool
basic_read(struct exchange *x)
{
	const char *scheme = text_of(x, "$authorization_scheme");

	if (scheme == NULL || strcmp(scheme, "basic") != 0 || !has_value(x, "$credentials"))
		return exchange_establish_text(x, "basic_user", NULL) &&
		       exchange_establish_text(x, "basic_password", NULL);
	if (exchange_run(x, &sql_basic_decode, x, split) == STORE_ROW &&
	    !has_value(x, "@basic_user"))
		refuse(x, "authorization_malformed");
	return !refused(x);
}
