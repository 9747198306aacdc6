/*
 * basic: a client's name and secret in the Authorization header.
 */
#ifndef OAUTH_BASIC_H
#define OAUTH_BASIC_H

#include "web/exchange.h"

/*
 * @basic_user and @basic_password, decoded; NULL: there are none.  false: the header is malformed,
 * and that was refused.
 */
bool basic_read(struct exchange *x);

#endif
