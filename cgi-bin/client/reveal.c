/*
 * reveal: a page that no real client has.  Learners in a workshop see the tokens, to misuse them
 * and to see them refused.  The record says that the browser has seen them.
 */
#include "client/client.h"
#include "reveal.sql.h"

bool
reveal_on(struct exchange *x)
{
	if (establish(x, &sql_reveal_allowed))
		return true;
	refuse(x, "reveal_off");
	return false;
}

void
reveal_get(struct exchange *x)
{
	if (!reveal_on(x) || !session_wanted(x) || !establish(x, &sql_reveal_tokens))
		return;
	record_event(x, "page.get", "browser");
	record_token(x, &sql_reveal_tokens_shown);
	answer_page(x, 200, "client/reveal.html", &sql_reveal_page);
}
