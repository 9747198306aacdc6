/*
 * start: what stands at the front door.  A workshop explains itself and names its users; a service
 * says what it is, and leads to nothing that is not set up.
 */
#include "provider/discovery/discovery.h"
#include "start.sql.h"

void
start_get(struct exchange *x)
{
	if (establish(x, &sql_start_users))
		answer_page(x, 200, "provider/start.html", &sql_start_page);
}
