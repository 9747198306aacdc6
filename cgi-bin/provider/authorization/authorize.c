/*
 * authorize: RFC 6749 section 3.1, OIDC Core section 3.1.2.  A bad client_id or redirect_uri is
 * told to the user at the browser and redirects nobody (RFC 9700 section 4.11); every other error
 * goes to the client.
 */
#include <string.h>

#include "provider/authorization/authorization.h"
#include "provider/user/user.h"
#include "authorize.sql.h"

/*
 * Which client asks, and where the answer goes: until both are sure, nobody is redirected.  Of a
 * malformed form or request object that is said, and not what it seems to lack.
 */
static bool
client_recognized(struct exchange *x)
{
	if (check_client(x) && object_read(x) && check_parameters(x) && check_redirect_uri(x))
		return check_redirect_allowed(x);
	if (has_value(x, "$flaw"))
		refuse(x, text_of(x, "$flaw"));
	else if (has_value(x, "@object_flaw"))
		refuse(x, text_of(x, "@object_flaw"));
	else
		refuse_because(x, &sql_authorize_why);
	return false;
}

/*
 * What is wrong with the form itself, a parameter that came twice included, is the client's to hear
 * too: RFC 6749 section 4.1.2.1.
 */
static bool
form_sound(struct exchange *x)
{
	if (has_value(x, "$flaw"))
		refuse(x, text_of(x, "$flaw"));
	return !refused(x);
}

static bool
request_taken(struct exchange *x)
{
	return establish(x, &sql_authorize_language) && client_recognized(x) && form_sound(x) &&
	       check_passed(x) && request_new(x) && request_insert(x);
}

/*
 * A cross-site POST comes without the session's Lax cookie: so the request is stored, and the
 * browser comes back by GET (303, RFC 9700 section 4.12).
 */
void
authorize(struct exchange *x)
{
	if (!session_presented(x) || !(par_named(x) ? par_visited(x) : request_taken(x)))
		return;
	if (strcmp(text_of(x, "$method"), "POST") == 0)
		step_resume(x);
	else
		step_continue(x);
}

void
continue_get(struct exchange *x)
{
	if (request_presented(x) && session_presented(x))
		step_continue(x);
}
