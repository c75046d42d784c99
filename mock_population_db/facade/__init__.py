"""The published look-up and verification of the national population database.

For integrators: the operations ``TraCuuThongTinCongDan`` (037) and
``XacThucThongTinCongDan`` with their public fields, over SOAP and as JSON. What is
not public is assumed, and marked as an assumption in the WSDL and in the names here.
"""
