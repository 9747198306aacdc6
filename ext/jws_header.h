/*
 * The steps that look at the header; for the list in jws.c.
 */
#ifndef JWS_HEADER_H
#define JWS_HEADER_H

#include "jws_walk.h"

enum jws_status jws_check_alg_missing(struct jws *jws);
enum jws_status jws_check_alg_none(struct jws *jws);
enum jws_status jws_check_alg_unsupported(struct jws *jws);
enum jws_status jws_check_alg_not_allowed(struct jws *jws);
enum jws_status jws_check_crit(struct jws *jws);
enum jws_status jws_check_typ(struct jws *jws);

#endif
