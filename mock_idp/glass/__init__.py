"""The looking glass: what passed between browser, relying party, e-ID and phone.

For trainers and integrators. It reads the journal of one provider and stores nothing.
"""
