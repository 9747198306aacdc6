/*
 * closed: the client is for some groups only, and who is signed in is in none of them.  Somebody
 * else may sign in, or the client hears access_denied: RFC 6749 section 4.1.2.1.
 */
#include <string.h>

#include "provider/authorization/authorization.h"
#include "provider/interaction/interaction.h"
#include "provider/user/user.h"
#include "closed.sql.h"

void
closed_get(struct exchange *x)
{
	const char *step;

	if (!request_presented(x) || !session_presented(x))
		return;
	if (is_true(x, "@answered")) {
		refuse(x, "request_answered");
		return;
	}
	step = step_next(x);
	if (strcmp(step, "closed") != 0)
		step_take(x, step);
	else if (session_user(x))
		answer_page(x, 200, "provider/closed.html", &sql_closed_page);
}

void
closed_post(struct exchange *x)
{
	if (!request_posted(x) || !session_presented(x))
		return;
	if (has_value(x, ":switch"))
		step_switch(x);
	else if (establish(x, &sql_closed_denied))
		step_refuse(x);
}
