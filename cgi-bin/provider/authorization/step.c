/*
 * step: what is left to do before the client has its answer.  Each step looks at the stored request
 * and the session, so the order of the pages stands in one statement: step_next.
 */
#include <string.h>

#include "provider/authorization/authorization.h"
#include "provider/party/party.h"
#include "step.sql.h"

/* On to a page of ours: from there the browser has to find its request again. */
static void
step_page(struct exchange *x)
{
	if (!has_value(x, "$request_cookie"))
		request_keep_cookie(x);
	answer_redirect(x, &sql_step_page);
}

/* Who had to sign in for a page of this server has done so. */
static void
step_return(struct exchange *x)
{
	if (establish(x, &sql_step_reached))
		answer_redirect(x, &sql_step_return);
}

static const struct {
	const char *step;
	void (*take)(struct exchange *x);
} steps[] = {
    {"login", step_page},
    {"closed", step_page},
    {"consent", step_page},
    {"answer", code_issue},
    {"return", step_return},
};

void
step_resume(struct exchange *x)
{
	request_keep_cookie(x);
	answer_redirect(x, &sql_step_resume);
}

const char *
step_next(struct exchange *x)
{
	return subject_named(x) && establish(x, &sql_step_next) ? text_of(x, "@step") : "";
}

/* A form that comes twice gets the first one's answer; after another answer it comes too late. */
void
step_refuse(struct exchange *x)
{
	if (establish(x, &sql_step_refused))
		refuse(x, text_of(x, "@step"));
	else
		refuse(x, "request_answered");
}

void
step_deny(struct exchange *x)
{
	if (establish(x, &sql_step_denied))
		step_refuse(x);
}

void
step_take(struct exchange *x, const char *step)
{
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (strcmp(steps[i].step, step) == 0) {
			steps[i].take(x);
			return;
		}
	if (*step != '\0')
		step_refuse(x);
}

void
step_continue(struct exchange *x)
{
	step_take(x, step_next(x));
}

void
step_switch(struct exchange *x)
{
	establish(x, &sql_step_switch);
	step_continue(x);
}
