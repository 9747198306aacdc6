/*
 * The steps of a JWS that look for its key: one walk for all, told in six parts.
 */
#ifndef JWS_KEY_H
#define JWS_KEY_H

#include "jws_walk.h"

enum jws_status jws_check_no_key(struct jws *jws);
enum jws_status jws_check_ambiguous_key(struct jws *jws);
enum jws_status jws_check_key_invalid(struct jws *jws);
enum jws_status jws_check_key_weak(struct jws *jws);
enum jws_status jws_check_key_use(struct jws *jws);
enum jws_status jws_check_alg_key_mismatch(struct jws *jws);

#endif
