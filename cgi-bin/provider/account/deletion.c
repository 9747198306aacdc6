/*
 * deletion: the own account, deleted by its user, who says the password once more.  All that is
 * known of them goes with it (schema/derived/forget.sql), the record of this very request included.
 */
#include "oauth/error.h"
#include "provider/account/account.h"
#include "provider/authorization/authorization.h"
#include "provider/user/user.h"
#include "deletion.sql.h"

static bool
deletion_possible(struct exchange *x)
{
	if (establish(x, &sql_deletion_user) && has_value(x, "@deletion_flaw"))
		refuse(x, text_of(x, "@deletion_flaw"));
	return !refused(x);
}

void
deletion_get(struct exchange *x)
{
	if (own_page(x, &sql_deletion_address) && session_user(x) && deletion_possible(x))
		answer_page(x, 200, "provider/deletion.html", &sql_deletion_page);
}

void
deletion_post(struct exchange *x)
{
	if (!own_page_posted(x, &sql_deletion_address) || !deletion_possible(x) ||
	    !password_proved(x, "deletion_password_wrong"))
		return;
	if (!establish(x, &sql_deletion_store)) {
		refuse(x, "deletion_password_wrong"); /* it was changed in between */
		return;
	}
	session_forget(x);
	if (!refused(x))
		answer_page(x, 200, "provider/deleted.html", &sql_deletion_done);
}

void
refuse_deletion(struct exchange *x)
{
	if (stale_page(x, &sql_deletion_whose) || !establish(x, &sql_deletion_refused))
		return;
	if (is_true(x, "@said_on_page") && session_user(x))
		refuse_on_page(x, "provider/deletion.html", &sql_deletion_page_again);
	else
		refuse_in_page(x);
}
