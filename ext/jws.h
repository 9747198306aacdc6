/*
 * JSON Web Signatures in the compact serialization, RFC 7515.
 */
#ifndef JWS_H
#define JWS_H

#include "jws_walk.h"

/* Everything up to the signature.  jws_clear is due in each case. */
enum jose_error jws_verify(struct jws *jws);
void jws_clear(struct jws *jws);

#endif
