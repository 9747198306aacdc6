/*
 * The step that looks at the signature; for the list in jws.c.
 */
#ifndef JWS_SIGNATURE_H
#define JWS_SIGNATURE_H

#include "jws_walk.h"

enum jws_status jws_check_signature(struct jws *jws);

#endif
