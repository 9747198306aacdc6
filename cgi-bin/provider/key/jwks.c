/*
 * jwks: the keys that tokens of this server are verified with, RFC 7517 section 5.  Public to every
 * origin.
 */
#include "provider/key/key.h"
#include "jwks.sql.h"

void
jwks_get(struct exchange *x)
{
	answer(x, 200, &sql_jwks_body);
}
