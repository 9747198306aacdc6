/*
 * throttle: after too many wrong passwords there is a time to wait.
 */
#include "provider/user/user.h"
#include "throttle.sql.h"

/* No transaction is open afterwards: what follows is slow. */
bool
throttle_admits(struct exchange *x, const char *reason)
{
	if (!exchange_establish_text(x, "throttle_reason", reason))
		return false;
	establish(x, &sql_throttle_count);
	if (!establish(x, &sql_throttle_wait) || !commit(x))
		return false;
	if (!has_value(x, "@wait"))
		return true;
	if (establish(x, &sql_throttle_header))
		header(x, "Retry-After", text_of(x, "@retry_after"));
	refuse(x, reason);
	return false;
}

void
throttle_forgive(struct exchange *x)
{
	establish(x, &sql_throttle_forget);
	establish(x, &sql_throttle_take_back);
}
