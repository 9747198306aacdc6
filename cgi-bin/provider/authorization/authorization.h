/*
 * authorization: an authorization request, from its arrival to its answer.  RFC 6749 section 4.1,
 * OIDC Core section 3.1.2.
 *
 * The @names of a request are its parameters by the RFC's names: :name was sent, @name counts.
 *   @client_id, @client_name      the client that asks, and is active
 *   @redirect_uri                 where the answer goes: registered for this client
 *   @response_mode                how it goes there: query, fragment or form_post
 *   @state                        what goes back with it
 *   @prompt                       its words, a space around each
 *   @max_age                      in seconds
 *   @scope, @resource             what is granted, and for which API
 *   @claims, @claims_beyond       the parameter claims, and its names that no scope covers
 *   @hint_subject                 the user whom id_token_hint or claims means: a @sub
 *   @redirect_allowed             an error may go to the client without asking the user
 *   @redirect_host                the host that the answer goes to; @redirect_is_loopback
 *   @login_hint                   the name that stands in the sign-in form
 *   @request_id, @request_secret  the stored request, and what its browser's cookie holds
 *   @answered                     it has its answer
 *   @provider_key, @csrf          the key of this server's forms, and what such a form holds
 */
#ifndef PROVIDER_AUTHORIZATION_H
#define PROVIDER_AUTHORIZATION_H

#include "web/web.h"

extern const struct route authorization_routes[];

/* What a page of a stored request is called with: :request, and its :client_id. */
extern const struct parameter request_parameters[];

/* ---- endpoints ---- */
void authorize(struct exchange *x);
void continue_get(struct exchange *x);
void par_post(struct exchange *x);

/*
 * par: RFC 9126.
 * par_named: :request_uri names a pushed request, @pushed_id.
 * par_visited: a browser brings it, and has its own copy.  false: that was refused.
 */
bool par_named(struct exchange *x);
bool par_visited(struct exchange *x);

/*
 * scope: what is asked for, RFC 6749 section 3.3 and RFC 8707.
 * scope_asked: @scope_given, @scope_list, @scope_words, @scope_malformed, @resource_asked and
 * @resources_asked.
 * scope_known: @scope_asked, each word once, and @scopes_known, what there is of them.
 * scope_judged: @scope, @scope_of_user, @resource; @scope_flaw, what is wrong, of the words @about.
 * scope_allowed: the same, and a flaw is refused.
 */
bool scope_asked(struct exchange *x);
bool scope_known(struct exchange *x);
bool scope_judged(struct exchange *x);
bool scope_allowed(struct exchange *x);

/*
 * check: whether a code can answer this request.
 * check_parameters: what counts of them.
 * check_client: @client_id, @client_name and @trusted, by :client_id, at the browser.  false: there
 * is no such client now, and nothing was answered.
 * check_redirect_uri: it is registered for @client_id.  false: it is not, and nothing was answered.
 * check_redirect_allowed: @redirect_allowed.
 * check_passed: all the rest.  false: the first flaw was refused.
 */
bool check_parameters(struct exchange *x);
bool check_client(struct exchange *x);
bool check_redirect_uri(struct exchange *x);
bool check_redirect_allowed(struct exchange *x);
bool check_passed(struct exchange *x);

/*
 * object: the request object, if there is one.
 * object_read: its members are parameters from now on, of @client_id; or @object_flaw says why not.
 * false: it has answered.
 */
bool object_read(struct exchange *x);

/*
 * request: the stored request.
 * request_new: @request_id, @request_secret and @cookie_hash of a new one.
 * request_insert: this one, with all that is asked.
 * request_presented: the one that :request names, in its own browser, @answered or not.
 * request_posted: the same, by a form of ours.
 * request_keep_cookie: its browser can come back with it.
 * request_scopes: @scopes, with a sentence for each.
 * request_redirect_host: @redirect_host.
 * request_client: @client_face, what its pages show of the client, a JSON object.
 */
bool request_new(struct exchange *x);
bool request_insert(struct exchange *x);
bool request_presented(struct exchange *x);
bool request_posted(struct exchange *x);
void request_keep_cookie(struct exchange *x);
bool request_scopes(struct exchange *x);
bool request_redirect_host(struct exchange *x);
bool request_client(struct exchange *x);

/*
 * own_page: a page of this server for somebody who is signed in.  The statement `page` gives @page,
 * its path and query below the mount, and @page_max_age, how long ago the login may have been at
 * most, in seconds, or NULL.
 * own_page: @session_id, @subject and @auth_time of who is there, and @csrf for its forms.
 * own_page_posted: the same, for a form that bears :csrf.
 * false: nobody is there yet; the browser goes to sign in, and comes back by GET.
 */
bool own_page(struct exchange *x, const struct statement *page);
bool own_page_posted(struct exchange *x, const struct statement *page);

/*
 * step: what is left to do.
 * step_next: its name.  step_take: does it.  step_continue: both.
 * step_resume: the browser comes back for it by GET.
 * step_switch: another user shall sign in.
 * step_deny: the user said no.  step_refuse: @step, a reason, is the answer.
 */
const char *step_next(struct exchange *x);
void step_take(struct exchange *x, const char *step);
void step_continue(struct exchange *x);
void step_resume(struct exchange *x);
void step_switch(struct exchange *x);
void step_deny(struct exchange *x);
void step_refuse(struct exchange *x);

/* code: the answer that was asked for. */
void code_issue(struct exchange *x);

/*
 * response: the answer to the client.
 * response_send: @response_parameters, in the @response_mode.
 * refuse_to_client: an error, by redirect once the client is known, else on a page: RFC 6749
 * section 4.1.2.1.
 */
void response_send(struct exchange *x);
refusal refuse_to_client;

/*
 * stale: the browser came too late, twice, or without its cookie.  The page says so, and leads on.
 * `whose` gives @stale_client_id, the application that sent it here, and @stale_again, the address
 * of ours where it goes on.  false: the reason is another one, and nothing was answered.
 */
bool stale_page(struct exchange *x, const struct statement *whose);

#endif
