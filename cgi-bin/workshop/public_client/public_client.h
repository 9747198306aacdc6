/*
 * public_client: clients that keep no secret (RFC 6749 section 2.1), played by whoever reads the
 * page: demo-cli, a program on the command line; demo-spa, a page with a script.
 */
#ifndef WORKSHOP_PUBLIC_CLIENT_H
#define WORKSHOP_PUBLIC_CLIENT_H

#include "web/web.h"

extern const struct route public_client_routes[];

void cli_get(struct exchange *x);
void cli_callback_get(struct exchange *x);
void spa_get(struct exchange *x);

#endif
