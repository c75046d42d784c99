"""Events of people's lives: written under ``/v1/events``, read with their history.

Each write needs an ``Idempotency-Key`` and is one transaction: the first request
answers 201, a repeat 200 with the same body.
"""
