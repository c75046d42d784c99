"""The front: answers programs without the web framework, passes the rest on.

Most of what relying parties ask (keys, tokens, a silent authorization) needs no
template, no form and no page. The front answers it from the WSGI environment; whatever
is out of the ordinary (a fault, a broken body, a page) goes on to Flask, which answers
the same from the same table.
"""
