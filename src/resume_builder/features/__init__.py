"""What the product does, slice by slice: ports, services, errors.

Slices do not import each other.
"""
