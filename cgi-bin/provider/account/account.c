/*
 * account: who is signed in here, and the way out.
 */
#include "provider/account/account.h"
#include "provider/authorization/authorization.h"
#include "provider/user/user.h"
#include "account.sql.h"

void
account_get(struct exchange *x)
{
	if (own_page(x, &sql_account_address) && session_user(x))
		answer_page(x, 200, "provider/account.html", &sql_account_page);
}
