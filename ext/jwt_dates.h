/*
 * The steps that look at the clock: for the list in jwt.c, and one date for whoever has another
 * list.
 */
#ifndef JWT_DATES_H
#define JWT_DATES_H

#include "jwt.h"

struct jwt_clock {
	struct json_decimal now;
	int64_t leeway; /* seconds */
};

enum jwt_relation { JWT_AFTER, JWT_AT_LEAST, JWT_AT_MOST };

/* A step: the claim of that name against now and so many seconds. */
enum jws_status jwt_check_date(struct jws *jws, const struct jwt_clock *clock,
    const struct json_value *claim, enum jwt_claim which, enum jwt_relation relation,
    int64_t offset);

enum jws_status jwt_check_exp_missing(struct jws *jws);
enum jws_status jwt_check_expired(struct jws *jws);
enum jws_status jwt_check_not_yet_valid(struct jws *jws);
enum jws_status jwt_check_issued_in_future(struct jws *jws);
enum jws_status jwt_check_too_old(struct jws *jws);

#endif
