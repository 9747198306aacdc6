// OAuth 2.0 Form Post Response Mode, section 2: the page sends itself on.  Without JavaScript its button does.
document.forms[0].submit();
