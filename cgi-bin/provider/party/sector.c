/*
 * sector: several hosts that are one party, for whom its users have one name.
 */
#include "provider/party/party.h"
#include "sector.sql.h"

bool
sector_confirmed(struct exchange *x)
{
	if (!has_value(x, "@new_sector_identifier_uri"))
		return true;
	if (!patience_fetch(x, "sector", &sql_sector_request))
		return false;
	if (!establish(x, &sql_sector_flaw))
		return !refused(x);
	if (!has_value(x, "@detail"))
		establish(x, &sql_sector_detail);
	refuse(x, text_of(x, "@sector_flaw"));
	return false;
}
