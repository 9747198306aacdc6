/*
 * logo: a picture that the pages show beside a client's name, fetched once and then ours: no page
 * of this server loads anything from elsewhere.  Without one a client is as good.
 */
#include "provider/party/party.h"
#include "logo.sql.h"

bool
logo_fetched(struct exchange *x)
{
	if (!has_value(x, "@sent_logo_uri"))
		return establish(x, &sql_logo_absent);
	return patience_fetch(x, "picture", &sql_logo_request) && establish(x, &sql_logo_read);
}

bool
logo_store(struct exchange *x)
{
	establish(x, &sql_logo_forget);
	if (has_value(x, "@logo_type"))
		establish(x, &sql_logo_store);
	return !refused(x);
}

void
logo_get(struct exchange *x)
{
	if (establish(x, &sql_logo_shown))
		answer_image(x, "@logo_type", &sql_logo_body);
	else
		refuse(x, "logo_unknown");
}
