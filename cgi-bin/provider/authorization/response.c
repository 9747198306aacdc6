/*
 * response: the answer to the client, a code or an error.  RFC 6749 sections 4.1.2 and 4.1.2.1.
 */
#include <string.h>

#include "oauth/error.h"
#include "provider/authorization/authorization.h"
#include "response.sql.h"

void
response_send(struct exchange *x)
{
	if (strcmp(text_of(x, "@response_mode"), "form_post") == 0)
		answer_page(x, 200, "provider/form_post.html", &sql_response_form_post);
	else
		answer_redirect(x, &sql_response_redirect);
}

static void
error_to_client(struct exchange *x)
{
	record_event(x, "authorize.response", "browser");
	response_send(x);
}

static void
error_to_user(struct exchange *x)
{
	if (request_redirect_host(x))
		answer_page(x, 400, "shared/error.html", &sql_response_page);
}

/*
 * RFC 6749 section 4.1.2.1: only to a redirect_uri that is registered.  RFC 9700 section 4.11.2: by
 * itself only for a client that an administrator trusts, or with whom the user has to do; else the
 * user decides.
 */
void
refuse_to_client(struct exchange *x)
{
	if (stale_page(x, &sql_response_whose))
		return;
	if (!has_value(x, "@redirect_uri"))
		refuse_in_page(x);
	else if (!establish(x, &sql_response_error))
		return;
	else if (is_true(x, "@redirect_allowed"))
		error_to_client(x);
	else
		error_to_user(x);
}
