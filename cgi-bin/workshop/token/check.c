/*
 * check: how a token is judged.  At the API in any case: that is where learners send everything;
 * and, where it is an ID token, at the client that it is for.
 */
#include <string.h>

#include "oauth/access_token.h"
#include "workshop/token/token.h"
#include "check.sql.h"

static void
check_at_api(struct exchange *x)
{
	if (is_true(x, "@kind_is_jwt") && establish(x, &sql_check_api) && access_token_judge(x)) {
		establish(x, &sql_check_api_steps);
		establish(x, &sql_check_scopes);
		establish(x, &sql_check_sql);
	} else {
		establish(x, &sql_check_api_none);
		establish(x, &sql_check_sql_none);
	}
}

static void
check_at_client(struct exchange *x)
{
	const char *kind = text_of(x, "@kind");

	if (kind != NULL && strcmp(kind, "id") == 0 && establish(x, &sql_check_client))
		establish(x, &sql_check_client_steps);
	else
		establish(x, &sql_check_client_none);
}

void
check_shown(struct exchange *x)
{
	check_at_api(x);
	check_at_client(x);
}
