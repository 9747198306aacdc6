/*
 * credentials: who a request says that it comes from: its cookie, and HTTP Basic.
 */
#include <string.h>

#include "credentials.h"
#include "exchange_room.h"
#include "form.h"
#include "credentials.sql.h"

/* What is not UTF-8 would be a lie as TEXT. */
static bool
put(struct exchange *x, const char *name, const char *text)
{
	bool usable = text != NULL && *text != '\0' && form_is_utf8(text, strlen(text));

	return names_put_text(&x->names, '$', name, usable ? text : NULL);
}

/* RFC 6749 section 2.3.1: each half is form-encoded, then they are joined by a colon, then it is
 * base64. */
static bool
split_basic(void *self, const struct store_row *row)
{
	struct exchange *x = self;
	const struct value *decoded = &row->values[0];
	char *user = names_keep(&x->names, decoded->text, decoded->size);
	char *colon = user != NULL ? memchr(user, ':', decoded->size) : NULL;
	size_t user_size, password_size;

	if (colon == NULL)
		return user != NULL;
	user_size = (size_t)(colon - user);
	password_size = decoded->size - user_size - 1;
	if (!form_decode(user, &user_size) || !form_decode(colon + 1, &password_size) ||
	    memchr(user, '\0', user_size) != NULL || memchr(colon + 1, '\0', password_size) != NULL)
		return true;
	user[user_size] = '\0';
	colon[1 + password_size] = '\0';
	return put(x, "basic_user", user) && put(x, "basic_password", colon + 1);
}

static bool
put_basic(struct exchange *x)
{
	if (!has_value(x, "$basic"))
		return put(x, "basic_user", NULL) && put(x, "basic_password", NULL);
	if (exchange_run(x, &sql_basic_decode, x, split_basic) != STORE_ROW)
		return false;
	if (!has_value(x, "$basic_user"))
		refuse(x, "authorization_malformed");
	return has_value(x, "$basic_user");
}

bool
credentials_read(struct exchange *x)
{
	if (put_basic(x))
		return true;
	if (!refused(x))
		fault(x, "credentials: no memory is left");
	return false;
}
