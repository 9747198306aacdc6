/*
 * attacker: what somebody does who wants your tokens, for labs 10, 14 and 15: links that they send
 * around, the place where a code lands, and an authorization server that sends its users elsewhere.
 * It knows no more than anybody on the net; what it is sent, no table keeps.
 */
#ifndef WORKSHOP_ATTACKER_H
#define WORKSHOP_ATTACKER_H

#include "web/web.h"

extern const struct route attacker_routes[];

/* trap: the attacker's own page, and where the code of somebody else arrives. */
void trap_get(struct exchange *x);
void trap_code_get(struct exchange *x);

/* evil_server: an authorization server (RFC 9700 section 4.4.1), as its clients see it. */
void evil_server_metadata_get(struct exchange *x);
void evil_server_authorize_get(struct exchange *x);
void evil_server_token_post(struct exchange *x);

#endif
