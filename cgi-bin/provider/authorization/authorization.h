/*
 * authorization: an authorization request, from its arrival to its answer.
 */
#ifndef PROVIDER_AUTHORIZATION_H
#define PROVIDER_AUTHORIZATION_H

#include "web/serve.h"

extern const struct route authorization_routes[];

/* ---- endpoints ---- */
void authorize(struct exchange *x);
void continue_get(struct exchange *x);

/*
 * How the wings with pages say no.
 * to_client: by redirect once the client is known, else by page (RFC 6749 section 4.1.2.1);
 * to_person: by a page that leads on.
 */
refusal refuse_to_client;
refusal refuse_to_person;

/*
 * scope: what is asked for, RFC 6749 section 3.3 and RFC 8707.
 * scope_asked: @scope_given, @scope_list, @scope_words, @scope_malformed, @resource_asked, @resources_asked.
 * scopes_known: @scope_asked, each word once, and what there is of them.
 * scope_allowed: @scope, @scope_of_user, @resource.
 */
bool scope_asked(struct exchange *x);
bool scopes_known(struct exchange *x);
bool scope_allowed(struct exchange *x);

/*
 * request: an interaction.
 * request_presented: the one that :request names, in its own browser, @answered or not; request_posted: from a form of ours.
 * request_scopes: @scopes, in words.  request_place: @place, the host that the answer goes to.
 */
bool request_presented(struct exchange *x);
bool request_posted(struct exchange *x);
bool request_scopes(struct exchange *x);
bool request_place(struct exchange *x);

/*
 * step: what is left to do.
 * request_take_step: does it, or gives the code; request_continue: both.  request_resume: the browser comes back by GET.
 * request_deny: the user said no; request_refuse: @step says why not.
 */
const char *request_step(struct exchange *x);
void request_take_step(struct exchange *x, const char *step);
void request_continue(struct exchange *x);
void request_resume(struct exchange *x);
void request_deny(struct exchange *x);
void request_refuse(struct exchange *x);

/* code: the answer that was asked for. */
void code_issue(struct exchange *x);

/* response: @answer_parameters, to the client. */
void request_answer(struct exchange *x);

#endif
