/*
 * administrator: whether who is there may see these pages, and do what they offer.
 */
#include "provider/admin/admin.h"
#include "provider/authorization/authorization.h"
#include "administrator.sql.h"

static bool
may(struct exchange *x, const struct statement *who)
{
	if (!establish(x, who) && !refused(x))
		refuse(x, "administrator_only");
	return !refused(x);
}

bool
administrator_present(struct exchange *x)
{
	return establish(x, &sql_administrator_login) && own_page(x, &sql_administrator_page) &&
	       may(x, &sql_administrator_is);
}

bool
administrator_posted(struct exchange *x)
{
	return establish(x, &sql_administrator_login) &&
	       own_page_posted(x, &sql_administrator_page) && may(x, &sql_administrator_acts);
}
