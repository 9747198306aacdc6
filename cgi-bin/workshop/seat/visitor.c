/*
 * visitor: whose database is this, and may this visitor see it?  The record says more than a caller
 * may hear.  In a service its owner asks the database; in a room each seat is open to who has its
 * join link, and the pages of the room itself to its instructor.
 */
#include "oauth/error.h"
#include "workshop/seat/seat.h"
#include "visitor.sql.h"

bool
visitor_known(struct exchange *x)
{
	return has_value(x, "@here") ||
	       (establish(x, &sql_visitor_place) && cookie_find(x, "instructor", "@board") &&
		   establish(x, &sql_visitor_secrets) && establish(x, &sql_visitor_rights));
}

bool
record_is_public(struct exchange *x)
{
	if (visitor_known(x) && !is_true(x, "@is_admitted"))
		refuse_because(x, &sql_visitor_why);
	return !refused(x);
}

bool
visitor_is_instructor(struct exchange *x)
{
	if (visitor_known(x) && !is_true(x, "@is_instructor"))
		refuse(x, "room_closed");
	return !refused(x);
}

void
refuse_visitor(struct exchange *x)
{
	if (establish(x, &sql_visitor_is_outside))
		refuse_on_page(x, "workshop/closed.html", &sql_visitor_closed_page);
	else
		refuse_in_page(x);
}
