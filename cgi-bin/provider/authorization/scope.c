/*
 * scope: RFC 6749 section 3.3 and RFC 8707.  A token is for one API: the one that owns the scopes,
 * or the one that `resource` names.
 */
#include "web/list.h"
#include "provider/authorization/authorization.h"
#include "scope.sql.h"

bool
scope_asked(struct exchange *x)
{
	return establish(x, &sql_scope_asked);
}

bool
scope_known(struct exchange *x)
{
	return establish(x, &sql_scope_each) && establish_list(x, "scopes_known", &sql_scope_known);
}

bool
scope_judged(struct exchange *x)
{
	return scope_known(x) &&
	       establish(x, has_value(x, "@resource_asked") ? &sql_scope_resource
							    : &sql_scope_no_resource) &&
	       establish(x, &sql_scope_judge);
}

bool
scope_allowed(struct exchange *x)
{
	if (!scope_judged(x))
		return false;
	if (has_value(x, "@scope_flaw"))
		refuse(x, text_of(x, "@scope_flaw"));
	return !refused(x);
}
