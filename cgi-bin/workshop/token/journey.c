/*
 * journey: where a token has been.  The record knows it by its fingerprint.
 */
#include "workshop/token/token.h"
#include "journey.sql.h"

void
journey_shown(struct exchange *x)
{
	establish(x, &sql_journey_hops);
	establish(x, &sql_journey_holders);
}
