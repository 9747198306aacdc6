/*
 * visitor: the record says more than a caller may hear.  In a service its owner asks the database.
 */
#include "workshop/seat/seat.h"
#include "visitor.sql.h"

bool
record_is_public(struct exchange *x)
{
	if (!establish(x, &sql_visitor_admitted))
		refuse(x, "record_closed");
	return !refused(x);
}
