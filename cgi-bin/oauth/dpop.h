/*
 * dpop: a proof that its sender has a key, RFC 9449: read, judged, and spent once.
 */
#ifndef OAUTH_DPOP_H
#define OAUTH_DPOP_H

#include "web/exchange.h"

/* Store statements of the program, on a table of its own. */
struct dpop {
	/*
	 * @dpop_base, the address of the program as its settings have it; @dpop_algs; @dpop_key, by
	 * which its nonces are made, and @dpop_nonce, whether they are demanded.
	 */
	const struct statement *server;
	/* A row: nobody has shown @dpop_hash before, and now it is spent. */
	const struct statement *spend;
	/* Else the reason why not. */
	const struct statement *spent;
};

/*
 * Section 5: of a request that asks for tokens.  @dpop_jkt is the thumbprint of the key that its
 * sender has; NULL: there is no proof.  false: there is a bad one, or one without our nonce, and
 * that was refused.
 */
bool dpop_read(struct exchange *x, const struct dpop *dpop);

/*
 * Section 7: of a request with an access token.  @cnf is what the token is bound to; NULL: nothing,
 * and whoever has it may use it.  false: it is bound, and this is not its sender.
 */
bool dpop_bound(struct exchange *x, const struct dpop *dpop);

/* Section 11.1: once, and with what is decided by it.  false: it was shown before. */
bool dpop_spend(struct exchange *x, const struct dpop *dpop);

#endif
