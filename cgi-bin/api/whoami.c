/*
 * whoami: the whole security context that a request brings along, as the API sees it.
 */
#include "api/api.h"
#include "whoami.sql.h"

void
whoami_get(struct exchange *x)
{
	if (token_allows(x, &sql_whoami_needs))
		resource_answer(x, 200, &sql_whoami_body);
}
