/*
 * credentials: who a request says that it comes from.
 */
#ifndef WEB_CREDENTIALS_H
#define WEB_CREDENTIALS_H

#include "exchange.h"

/* $cookie, $basic_user and $basic_password, once the settings are known; false: it has answered. */
bool credentials_read(struct exchange *x);

#endif
