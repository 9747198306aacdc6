/*
 * The steps that look at the clock; for the list in jwt.c.
 */
#ifndef JWT_DATES_H
#define JWT_DATES_H

#include "jwt.h"

enum jws_status jwt_check_exp_missing(struct jws *jws);
enum jws_status jwt_check_expired(struct jws *jws);
enum jws_status jwt_check_not_yet_valid(struct jws *jws);
enum jws_status jwt_check_issued_in_future(struct jws *jws);
enum jws_status jwt_check_too_old(struct jws *jws);

#endif
