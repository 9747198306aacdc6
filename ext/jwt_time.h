/*
 * NumericDate, RFC 7519 section 2: seconds since 1970, maybe with a fraction of one.  What is
 * compared here is compared in decimal, so that no date is rounded past a bound.
 */
#ifndef JWT_TIME_H
#define JWT_TIME_H

#include "json_number.h"
#include "option.h"

#define JWT_TIME_MAX JSON_NUMBER_MAX /* seconds */
#define JWT_TIME_TEXT_MAX 40         /* with its NUL */

/* False when it is not a date: not a number, before 1970, or above JWT_TIME_MAX. */
bool jwt_time_read(const struct json_value *claim, struct json_decimal *time);
/* The option now, which stands for the clock; time stays as it is when the option is absent. */
enum jose_error jwt_time_option(
    const struct json_value *now, struct json_decimal *time, struct jose_detail *detail);
/* So many seconds later, or earlier. */
struct json_decimal jwt_time_after(struct json_decimal time, int64_t seconds);
/* Below, equal to or above 0, as of memcmp. */
int jwt_time_compare(const struct json_decimal *a, const struct json_decimal *b);
/* "1700000000.25" */
void jwt_time_text(char text[JWT_TIME_TEXT_MAX], const struct json_decimal *time);
/* "0.25 seconds ago" */
void jwt_time_distance(char text[JWT_TIME_TEXT_MAX + 20], const struct json_decimal *time,
    const struct json_decimal *now);

#endif
