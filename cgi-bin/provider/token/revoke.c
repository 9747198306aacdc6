/*
 * revoke: RFC 7009.  A token that is none, or has ended already, is as good as revoked: 200.
 */
#include "provider/party/party.h"
#include "provider/token/token.h"
#include "revoke.sql.h"

static void
revoke_refresh(struct exchange *x)
{
	if (establish(x, &sql_revoke_grant) ||
	    (refresh_token_forgotten(x) && establish(x, &sql_revoke_forgotten))) {
		establish(x, &sql_revoke_detail);
		record_event(x, "grant.revoked", "provider");
		record_token(x, &sql_revoke_ended);
	} else if (establish(x, &sql_revoke_other)) {
		refuse(x, "token_other_client");
	}
}

static void
revoke_access(struct exchange *x)
{
	if (!access_read(x) || !establish(x, &sql_revoke_permit) || !has_value(x, "@revoke_permit"))
		return;
	if (is_true(x, "@revoke_permit"))
		establish(x, &sql_revoke_access);
	else
		refuse(x, "token_other_client");
}

void
revoke_post(struct exchange *x)
{
	if (!client_authenticated(x))
		return;
	if (!has_value(x, ":token"))
		refuse(x, "token_parameter_missing");
	else if (refresh_token_presented(x)) {
		if (has_value(x, "@refresh_id"))
			revoke_refresh(x);
		else
			revoke_access(x);
		if (!refused(x))
			answer_empty(x, 200);
	}
}
