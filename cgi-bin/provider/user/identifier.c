/*
 * identifier: what a session, a code and a grant are called.
 */
#include "provider/user/user.h"
#include "identifier.sql.h"

/* One request may begin all three. */
bool
identifier_new(struct exchange *x)
{
	return has_value(x, "@new_session_id") || establish(x, &sql_identifier_new);
}
