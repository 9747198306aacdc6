/*
 * account: where somebody is signed in, what applications may do for them, and how that ends.
 */
#include "oauth/error.h"
#include "web/list.h"
#include "provider/account/account.h"
#include "provider/authorization/authorization.h"
#include "provider/user/user.h"
#include "account.sql.h"

void
account_get(struct exchange *x)
{
	if (own_page(x, &sql_account_address) && session_user(x) &&
	    establish(x, &sql_account_choices) &&
	    establish_list(x, "sessions", &sql_account_sessions) &&
	    establish_list(x, "grants", &sql_account_grants) &&
	    establish_list(x, "consents", &sql_account_consents))
		answer_page(x, 200, "provider/account.html", &sql_account_page);
}

/* The buttons of the page: the first that was pressed. */
static const struct {
	const char *button;
	const struct statement *ends;
	const char *kind;
} changes[] = {
    {":session", &sql_account_end_session, .kind = "session.end"},
    {":others", &sql_account_end_others, .kind = "session.end"},
    {":grant", &sql_account_end_grant, .kind = "grant.revoked"},
    {":client", &sql_account_withdraw_all, .kind = "consent.withdrawn"},
    {":consent", &sql_account_withdraw, .kind = "consent.withdrawn"},
};

void
account_post(struct exchange *x)
{
	size_t i = 0;

	if (!own_page_posted(x, &sql_account_address))
		return;
	while (i < sizeof changes / sizeof changes[0] && !has_value(x, changes[i].button))
		i++;
	if (i < sizeof changes / sizeof changes[0]) {
		establish(x, changes[i].ends);
		record_event(x, changes[i].kind, "provider");
	}
	if (!refused(x))
		answer_redirect(x, &sql_account_back);
}

void
refuse_account(struct exchange *x)
{
	if (!stale_page(x, &sql_account_whose))
		refuse_in_page(x);
}
