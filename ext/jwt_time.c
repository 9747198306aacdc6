/*
 * Reading, moving, comparing and printing a NumericDate, RFC 7519 section 2.
 */
#include <inttypes.h>
#include <stdio.h>

#include "jwt_time.h"

#define BILLION 1000000000

bool
jwt_time_read(const struct json_value *claim, struct json_decimal *time)
{
	return claim != NULL && claim->type == JSON_NUMBER && json_number(claim, time) &&
	       time->whole >= 0;
}

enum jose_error
jwt_time_option(const struct json_value *now, struct json_decimal *time, struct jose_detail *detail)
{
	char takes[80];

	if (now->type == JSON_ABSENT || jwt_time_read(now, time))
		return JOSE_OK;
	snprintf(takes, sizeof takes, "seconds since 1970, from 0 to %" PRId64, JWT_TIME_MAX);
	return option_error(detail, "now", takes, JOSE_OPTION_VALUE);
}

struct json_decimal
jwt_time_after(struct json_decimal time, int64_t seconds)
{
	time.whole += seconds;
	return time;
}

int
jwt_time_compare(const struct json_decimal *a, const struct json_decimal *b)
{
	if (a->whole != b->whole)
		return a->whole < b->whole ? -1 : 1;
	if (a->billionths != b->billionths)
		return a->billionths < b->billionths ? -1 : 1;
	return (int)a->more - (int)b->more;
}

void
jwt_time_text(char text[JWT_TIME_TEXT_MAX], const struct json_decimal *time)
{
	int64_t whole = time->whole;
	int32_t billionths = time->billionths;
	bool negative = whole < 0;
	int length;

	if (negative) { /* -1 + 0.9 is -0.1 */
		whole = -whole - (billionths > 0);
		billionths = billionths > 0 ? BILLION - billionths : 0;
	}
	length = snprintf(text, JWT_TIME_TEXT_MAX, "%s%" PRId64 ".%09" PRId32, negative ? "-" : "",
	    whole, billionths);
	while (text[length - 1] == '0')
		length--;
	if (text[length - 1] == '.')
		length--;
	text[length] = '\0';
}

void
jwt_time_distance(char text[JWT_TIME_TEXT_MAX + 20], const struct json_decimal *time,
    const struct json_decimal *now)
{
	bool passed = jwt_time_compare(time, now) < 0;
	const struct json_decimal *later = passed ? now : time, *earlier = passed ? time : now;
	struct json_decimal apart = {
	    later->whole - earlier->whole, later->billionths - earlier->billionths, false};

	if (apart.billionths < 0) {
		apart.whole--;
		apart.billionths += BILLION;
	}
	jwt_time_text(text, &apart);
	strcat(text, passed ? " seconds ago" : " seconds from now");
}
