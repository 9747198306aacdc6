/*
 * One date of a token against the clock: a step for the lists of jwt.c and dpop.c.
 */
#ifndef JWT_DATE_H
#define JWT_DATE_H

#include "jwt_claims.h"
#include "jwt_time.h"

struct jwt_clock {
	struct json_decimal now;
	int64_t leeway; /* seconds */
};

enum jwt_relation { JWT_AFTER, JWT_AT_LEAST, JWT_AT_MOST };

/* A step: the claim of that name against now and so many seconds. */
enum jws_status jwt_check_date(struct jws *jws, const struct jwt_clock *clock,
    const struct json_value *claim, enum jwt_claim which, enum jwt_relation relation,
    int64_t offset);

#endif
