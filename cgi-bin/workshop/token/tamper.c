/*
 * tamper: the text that was pasted; or what somebody who has no key can make of it.
 */
#include "workshop/token/token.h"
#include "tamper.sql.h"

bool
tamper_applied(struct exchange *x)
{
	if (!has_value(x, ":token")) {
		refuse(x, "inspector_text_missing");
		return false;
	}
	if (!establish(x, &sql_tamper_text))
		return false;
	if (!has_value(x, ":tamper"))
		return establish(x, &sql_tamper_none);
	if (establish(x, &sql_tamper_key) && establish(x, &sql_tamper_made))
		return true;
	refuse(x, "tamper_impossible");
	return false;
}
