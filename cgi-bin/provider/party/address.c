/*
 * address: the addresses that a client names.
 */
#include "provider/party/party.h"
#include "address.sql.h"

bool
addresses_judged(struct exchange *x)
{
	if (!establish(x, &sql_address_parts))
		return false;
	if (establish(x, &sql_address_flaw) &&
	    exchange_establish_text(x, "about", text_of(x, "@address_about")))
		refuse(x, text_of(x, "@address_flaw"));
	return !refused(x);
}
