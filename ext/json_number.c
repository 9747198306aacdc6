/*
 * Numbers, RFC 8259 section 6: read by hand, for strtod asks the locale what a decimal point is;
 * and kept and compared in decimal, for a double holds no more than 53 bits of what is written.
 */
#include "json_number.h"

#define WHOLE_DIGITS_MAX 16 /* of JSON_NUMBER_MAX */
#define FRACTION_DIGITS 9   /* of a billionth */
#define BILLION 1000000000
#define POWER_MAX (INT64_C(1) << 40) /* further out than any text is long */

/* 0.DIGITS times ten to a power: one form for each number, however it is written. */
struct digits {
	bool negative;
	const char *at;  /* the first digit that is not 0; later there may be a point */
	const char *end; /* after the last digit that is not 0 */
	int64_t power;
};

/* After the e. */
static bool
read_exponent(const char *at, const char *end, int64_t *exponent)
{
	bool negative = *at == '-';

	if (*at == '+' || *at == '-')
		at++;
	for (*exponent = 0; at < end && *exponent < POWER_MAX; at++)
		*exponent = *exponent * 10 + (*at - '0');
	if (negative)
		*exponent = -*exponent;
	return at == end;
}

static bool
is_zero_or_point(char c)
{
	return c == '0' || c == '.';
}

/* False for an exponent that is absurdly large. */
static bool
read_digits(const struct json_value *number, struct digits *digits)
{
	const char *at = number->text, *end = at + number->length, *last = at, *point;
	int64_t exponent = 0;

	*digits = (struct digits){.negative = *at == '-'};
	at += digits->negative;
	while (last < end && (*last | 32) != 'e')
		last++;
	if (last < end && !read_exponent(last + 1, end, &exponent))
		return false;
	point = memchr(at, '.', (size_t)(last - at));
	if (point == NULL)
		point = last;
	while (at < last && is_zero_or_point(*at))
		at++;
	while (last > at && is_zero_or_point(last[-1]))
		last--;
	digits->at = at;
	digits->end = last;
	if (at == last) /* -0 is 0 */
		digits->negative = false;
	else
		digits->power = point - at + (at > point) + exponent;
	return true;
}

/* After the last one come zeros without end. */
static unsigned
next_digit(struct digits *digits)
{
	if (digits->at < digits->end && *digits->at == '.')
		digits->at++;
	return digits->at < digits->end ? (unsigned)(*digits->at++ - '0') : 0;
}

/* Of a negative number too the billionths count upward. */
static void
negate(struct json_decimal *number)
{
	number->billionths += number->more;
	number->whole = -number->whole - (number->billionths > 0);
	if (number->billionths > 0)
		number->billionths = BILLION - number->billionths;
}

bool
json_number(const struct json_value *number, struct json_decimal *result)
{
	struct digits digits;
	int i;

	*result = (struct json_decimal){0, 0, false};
	if (!read_digits(number, &digits) || digits.power > WHOLE_DIGITS_MAX)
		return false;
	for (; digits.power > 0; digits.power--)
		result->whole = result->whole * 10 + next_digit(&digits);
	for (i = 0; i < FRACTION_DIGITS; i++) {
		result->billionths *= 10;
		if (digits.power < 0)
			digits.power++;
		else
			result->billionths += (int32_t)next_digit(&digits);
	}
	result->more = digits.at < digits.end;
	if (result->whole > JSON_NUMBER_MAX ||
	    (result->whole == JSON_NUMBER_MAX && (result->billionths > 0 || result->more)))
		return false;
	if (digits.negative)
		negate(result);
	return true;
}

bool
json_number_equal(const struct json_value *a, const struct json_value *b)
{
	struct digits x, y;

	if (a->length == b->length && memcmp(a->text, b->text, a->length) == 0)
		return true; /* also with an absurd exponent */
	if (!read_digits(a, &x) || !read_digits(b, &y) || x.negative != y.negative ||
	    x.power != y.power)
		return false;
	while (x.at < x.end || y.at < y.end)
		if (next_digit(&x) != next_digit(&y))
			return false;
	return true;
}
