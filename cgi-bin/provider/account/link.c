/*
 * link: who was invited, or forgot the password, sets one by a link that an administrator handed
 * over.  Its secret comes in the query, for no page here needs a script: it is good once and for a
 * while, no Referer takes it along (no-referrer), and no log of ours has a query.  The form sends
 * it in its body.
 */
#include "oauth/error.h"
#include "provider/account/account.h"
#include "provider/user/user.h"
#include "link.sql.h"

static bool
link_presented(struct exchange *x)
{
	if (!establish(x, &sql_link_split))
		return false;
	if (!establish(x, &sql_link_presented))
		refuse(x, "link_invalid");
	return !refused(x) && establish(x, &sql_link_csrf);
}

void
link_get(struct exchange *x)
{
	if (link_presented(x))
		answer_page(x, 200, "provider/link.html", &sql_link_page);
}

void
link_post(struct exchange *x)
{
	if (!link_presented(x) || !csrf_proved(x, "link_invalid") || !password_acceptable(x) ||
	    !password_hashed(x))
		return;
	if (!establish(x, &sql_link_spend)) {
		refuse(x, "link_invalid"); /* used in between */
		return;
	}
	establish(x, &sql_link_store);
	if (!refused(x))
		answer_page(x, 200, "provider/password_set.html", &sql_link_done);
}

void
refuse_link(struct exchange *x)
{
	if (!establish(x, &sql_link_refused))
		return;
	if (is_true(x, "@said_on_page"))
		refuse_on_page(x, "provider/link.html", &sql_link_page_again);
	else
		refuse_in_page(x);
}
