/*
 * part: the three parts of a JWT, what its claims mean, and when it lives.
 */
#include "workshop/token/token.h"
#include "part.sql.h"

void
part_shown(struct exchange *x)
{
	establish(x, &sql_part_of_token);
	establish(x, &sql_part_claims);
	establish(x, &sql_part_moments);
}
