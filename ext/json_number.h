/*
 * The numbers of JSON, RFC 8259 section 6, kept and compared in decimal.
 */
#ifndef JSON_NUMBER_H
#define JSON_NUMBER_H

#include "json_string.h"

#define JSON_NUMBER_MAX INT64_C(9007199254740992) /* 2^53: each whole number to here is itself */

/* A number to compute with, without an error: whole + billionths / 10^9. */
struct json_decimal {
	int64_t whole;
	int32_t billionths; /* from 0, also of a negative number: -0.1 is -1 + 0.9 */
	bool more;          /* and less than a billionth more, that was left out */
};

/* False outside [-2^53, 2^53]. */
bool json_number(const struct json_value *number, struct json_decimal *result);
/* Digit by digit: 1.0 and 1e0 are one number, 9007199254740992 and 9007199254740993 are two. */
bool json_number_equal(const struct json_value *a, const struct json_value *b);

#endif
