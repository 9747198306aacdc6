/*
 * injected: a page that no real client has: somebody else's script runs in it.  Learners in a
 * workshop see what such a script finds where the tokens stay on the server.
 */
#include "client/client.h"
#include "injected.sql.h"

void
injected_get(struct exchange *x)
{
	if (reveal_on(x) && session_wanted(x) && establish(x, &sql_injected_policy))
		answer_page(x, 200, "client/injected.html", &sql_injected_page);
}
